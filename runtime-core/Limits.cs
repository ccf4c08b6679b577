namespace Nf.Runtime;

/// <summary>Limits of a memory (pages of 64 KiB) or a table (elements); core specification 5.3.7.</summary>
public struct Limits
{
    /// <summary>The size at the start.</summary>
    public uint Minimum;

    /// <summary>The size that may not be exceeded; <see cref="uint.MaxValue"/> when none is stated.</summary>
    public uint Maximum;
}
