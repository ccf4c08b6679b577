namespace Nf.Runtime;

/// <summary>One element segment, read in place (core specification 5.5.12).</summary>
public struct ElementSegment
{
    private const byte FunctionKind = 0x00;

    /// <summary>Its kind, the first number, 0 to 7: bit 0 not active, bit 1 an index or declared, bit 2 expressions.</summary>
    public uint Kind;

    /// <summary>When it is used.</summary>
    public SegmentMode Mode;

    /// <summary>The type of its entries.</summary>
    public WasmType Type;

    /// <summary>Index of the table; 0 unless the segment states one.</summary>
    public uint Table;

    /// <summary>For an active one: the table index of its first entry.</summary>
    public uint Start;

    /// <summary>Number of entries.</summary>
    public int Count;

    /// <summary>Byte offset of the first entry in the module; <see cref="ReadEntry"/> reads it.</summary>
    public int EntriesOffset;

    /// <summary>Byte offset of the segment in the module.</summary>
    public int Offset;

    /// <summary>Reads the segment at the reader, and leaves the reader behind it. O(entries).</summary>
    /// <param name="reader">Fails when something is wrong.</param>
    /// <param name="functionCount">Functions that there are.</param>
    public static ElementSegment Read(ref WasmReader reader, int functionCount)
    {
        ElementSegment segment = default;
        segment.Offset = reader.Position;
        segment.Type = WasmType.FuncRef;
        segment.Kind = reader.ReadU32();
        if (segment.Kind > 7) reader.Fail(Status.MalformedModule, LoadDetail.SegmentKind);
        bool active = (segment.Kind & 1) == 0;
        bool indexed = (segment.Kind & 2) != 0;
        segment.Mode = active ? SegmentMode.Active : indexed ? SegmentMode.Declared : SegmentMode.Passive;
        if (active && indexed) segment.Table = reader.ReadU32();
        if (active) segment.Start = (uint)ConstantExpression.Read(ref reader, WasmType.I32);
        if (!active || indexed) segment.ReadEntryKind(ref reader);
        segment.Count = reader.ReadCount();
        segment.EntriesOffset = reader.Position;
        for (int i = 0; i < segment.Count && !reader.Failed; i++) segment.ReadEntry(ref reader, functionCount);
        return segment;
    }

    private void ReadEntryKind(ref WasmReader reader)
    {
        int at = reader.Position;
        byte kind = reader.ReadByte();
        bool expressions = (Kind & 4) != 0;
        if (kind == (expressions ? (byte)WasmType.FuncRef : FunctionKind)) return;
        if (expressions && reader.TakesReferences && kind == (byte)WasmType.ExternRef) Type = WasmType.ExternRef;
        else if (expressions) reader.FailType(at, kind);
        else reader.FailAt(at, Status.MalformedModule, LoadDetail.SegmentKind);
    }

    /// <summary>Reads the entry at the reader. O(1).</summary>
    /// <param name="reader">Fails when something is wrong.</param>
    /// <param name="functionCount">Functions that there are.</param>
    /// <returns>The function's index, or -1 for null.</returns>
    public readonly int ReadEntry(ref WasmReader reader, int functionCount)
    {
        if ((Kind & 4) == 0) return reader.ReadIndex(functionCount);
        int at = reader.Position;
        int function = -1;
        byte opcode = reader.ReadByte();
        int typeAt = reader.Position;
        if (opcode == (byte)Opcode.RefFunc && Type == WasmType.FuncRef)
        {
            function = reader.ReadIndex(functionCount);
        }
        else if (opcode == (byte)Opcode.RefNull)
        {
            byte type = reader.ReadByte();
            bool isOther = type != (byte)Type;
            if (isOther && OperandTypes.IsReference(type)) reader.FailAt(typeAt, Status.InvalidModule, LoadDetail.ConstantExpression);
            else if (isOther) reader.FailType(typeAt, type);
        }
        else
        {
            reader.FailAt(at, Status.InvalidModule, LoadDetail.ConstantExpression);
        }

        int endAt = reader.Position;
        if (reader.ReadByte() != (byte)Opcode.End) reader.FailAt(endAt, Status.InvalidModule, LoadDetail.ConstantExpression);
        return function;
    }
}
