namespace Nf.Runtime;

/// <summary>The tag of a wrapper: its first word in the guest's memory.</summary>
public enum CollectionKind : uint
{
    /// <summary>A map.</summary>
    Map = 0xFEEDC001,

    /// <summary>A set: a map without values.</summary>
    Set = 0xFEEDC002,
}
