namespace Nf.Runtime;

/// <summary>A place of a <see cref="SlotTable{TObject}"/>. Its memory is the caller's, its content the table's: 32 bytes and the
/// object.</summary>
/// <typeparam name="TObject">What it holds.</typeparam>
public struct Slot<TObject>
    where TObject : unmanaged, ISlotObject
{
    // The one handle that is good; 0 when the place is free or its object unused.
    internal int Live;
    internal int Uses;
    internal ulong Key;
    internal TObject Object;
    internal ushort Generation;

    // 0: free.
    internal byte Kind;

    // Whether the object can be found by its key.
    internal bool IsCached;

    // Neighbours in the list of free or of unused places, by slot number; 0 is none.
    internal ushort Next;
    internal ushort Previous;

    // Neighbours among the places whose keys have the same hash, and the first place of the hash that has this place's number.
    internal ushort ChainNext;
    internal ushort ChainPrevious;
    internal ushort ChainFirst;
}
