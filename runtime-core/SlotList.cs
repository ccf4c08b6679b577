namespace Nf.Runtime;

/// <summary>The ends of a list of places that is linked through them, by slot number; 0 is none.</summary>
internal struct SlotList
{
    internal ushort First;
    internal ushort Last;
}
