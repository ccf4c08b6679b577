namespace Nf.Runtime;

/// <summary>What a key, a value or an element of a collection in the guest's memory is.</summary>
public enum ElementType
{
    /// <summary>A 64-bit integer.</summary>
    Int64 = 0,

    /// <summary>A 64-bit float; only its bits are looked at.</summary>
    Float64 = 1,

    /// <summary>A 32-bit number, which may be a pointer.</summary>
    Int32 = 2,

    /// <summary>A pointer to bytes and their number.</summary>
    Text = 3,
}
