namespace Nf.Runtime;

/// <summary>Makes the objects of a <see cref="SlotTable{TObject}"/>. A constraint for generics: it is never boxed and never
/// dispatched.</summary>
/// <typeparam name="TObject">The objects.</typeparam>
public interface ISlotSource<TObject>
    where TObject : unmanaged, ISlotObject
{
    /// <summary>Makes the object of a key; called only when the table has a place for it. Must not use the table.</summary>
    /// <param name="kind">1 .. <see cref="SlotHandle.KindMax"/>.</param>
    /// <param name="key">Whatever names the object among those of its kind.</param>
    /// <param name="created">The object; ignored on failure.</param>
    /// <returns>Ok; NotFound or another failure, which is handed on and leaves the table as it was.</returns>
    Status Create(int kind, ulong key, out TObject created);
}
