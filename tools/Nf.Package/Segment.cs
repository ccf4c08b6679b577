namespace Nf.Package;

/// <summary>How a segment comes into its memory or table (core specification 2.5.7 and 2.5.8).</summary>
internal enum SegmentMode
{
    /// <summary>At instantiation.</summary>
    Active,

    /// <summary>When an instruction says so.</summary>
    Passive,

    /// <summary>Never.</summary>
    Declared,
}

/// <summary>A data or element segment.</summary>
/// <param name="Mode">How it comes into its memory or table.</param>
/// <param name="Kind">The number that the binary format has for its form.</param>
/// <param name="Offset">Where to, when it is active.</param>
/// <param name="Bytes">A data segment's content; empty for elements.</param>
/// <param name="Functions">An element segment's content: function indices, <see cref="Null"/> for none; empty for data.</param>
internal sealed record Segment(SegmentMode Mode, uint Kind, int Offset, byte[] Bytes, uint[] Functions)
{
    /// <summary>The element that is no function.</summary>
    public const uint Null = uint.MaxValue;

    /// <summary>Index of the table of active elements.</summary>
    public uint Table { get; init; }

    /// <summary>The type of its elements.</summary>
    public byte Type { get; init; } = (byte)Runtime.WasmType.FuncRef;

    /// <summary>Its length in bytes or elements.</summary>
    public int Length => Bytes.Length + Functions.Length;
}
