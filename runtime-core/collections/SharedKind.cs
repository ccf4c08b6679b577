namespace Nf.Runtime;

/// <summary>The tag of a collection that host and guest change in place: the first word of its header (docs/COLLECTIONS.md).</summary>
public enum SharedKind : uint
{
    /// <summary>A map: hashed slots of key and value.</summary>
    Map = 0xFEEDC011,

    /// <summary>A set: hashed slots of elements.</summary>
    Set = 0xFEEDC012,

    /// <summary>A vector: elements by index.</summary>
    Vector = 0xFEEDC013,

    /// <summary>A ring: elements in the order in which they were published, for one producer and one consumer.</summary>
    Ring = 0xFEEDC014,
}
