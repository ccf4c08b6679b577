namespace Nf.Runtime;

/// <summary>What a <see cref="SlotTable{TObject}"/> holds. A constraint for generics: it is never boxed and never dispatched.</summary>
public interface ISlotObject
{
    /// <summary>Gives back what the object holds; called exactly once, when it leaves the table. Must not use the table.</summary>
    void Release();
}
