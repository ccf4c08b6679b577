using System;

namespace Nf.Runtime;

/// <summary>One data segment, read in place (core specification 5.5.14).</summary>
public ref struct DataSegment
{
    /// <summary>Its kind, the first number of the binary form: 0 active, 1 passive, 2 active with a memory's index.</summary>
    public uint Kind;

    /// <summary>When it is used.</summary>
    public SegmentMode Mode;

    /// <summary>Index of the memory; 0 unless <see cref="Kind"/> is 2.</summary>
    public uint Memory;

    /// <summary>For an active one: the address of its first byte.</summary>
    public uint Start;

    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Bytes;

    /// <summary>Byte offset of the segment in the module.</summary>
    public int Offset;

    /// <summary>Reads the segment at the reader, and leaves the reader behind it. O(1).</summary>
    public static DataSegment Read(scoped ref WasmReader reader)
    {
        DataSegment segment = default;
        segment.Offset = reader.Position;
        segment.Kind = reader.ReadU32();
        if (segment.Kind > 2) reader.Fail(Status.MalformedModule, LoadDetail.SegmentKind);
        segment.Mode = segment.Kind == 1 ? SegmentMode.Passive : SegmentMode.Active;
        if (segment.Kind == 2) segment.Memory = reader.ReadU32();
        if (segment.Mode == SegmentMode.Active) segment.Start = (uint)ConstantExpression.Read(ref reader, WasmType.I32);
        segment.Bytes = reader.ReadBytes();
        return segment;
    }
}
