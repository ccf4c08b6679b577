using System.Runtime.InteropServices;

namespace Nf.Runtime;

/// <summary>One entry of a bucket, as it lies in the guest's memory: little-endian, as every target is. 20 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Slot
{
    /// <summary>Its size in bytes.</summary>
    public const uint Bytes = 20;

    /// <summary><see cref="Occupancy"/> of a slot without an entry.</summary>
    public const uint Free = 0;

    /// <summary><see cref="Occupancy"/> of a slot with an entry. Any other number is damage.</summary>
    public const uint Occupied = 1;

    /// <summary>Whether it has an entry.</summary>
    public uint Occupancy;

    /// <summary>The key; in a set the element.</summary>
    public WordPair Key;

    /// <summary>The value; in a set nothing.</summary>
    public WordPair Value;
}
