namespace Nf.Runtime;

/// <summary>Modules with several tables, of functions or of what the host has.</summary>
public unsafe partial struct WasmModule
{
    /// <summary>Tables, at most: they are looked up one by one.</summary>
    public const int TablesMax = 64;

    /// <summary>A table by its index. O(tables).</summary>
    /// <param name="tableIndex">0 ≤ index &lt; <see cref="TableCount"/>.</param>
    /// <param name="type">What its elements are.</param>
    /// <returns>Its limits in elements.</returns>
    public readonly Limits TableAt(int tableIndex, out WasmType type)
    {
        WasmReader reader = Entries(SectionId.Table);
        Limits limits = ReadTable(ref reader, out type);
        for (int i = 0; i < tableIndex; i++) limits = ReadTable(ref reader, out type);
        return limits;
    }

    partial void ReadFurtherTables(ref WasmReader reader)
    {
        if (TableCount > TablesMax) reader.FailLimit(reader.Position, LoadDetail.Count, TablesMax, (uint)TableCount);
        for (int i = 1; i < TableCount && !reader.Failed; i++)
        {
            uint more = ReadTable(ref reader, out _).Minimum;
            uint left = uint.MaxValue - TableElements;
            TableElements += more < left ? more : left;
        }
    }

    readonly partial void CheckTableType(ref WasmReader reader, int at, in ElementSegment segment)
    {
        if (reader.Failed) return;
        TableAt((int)segment.Table, out WasmType type);
        if (type != segment.Type) reader.FailMismatch(at, LoadDetail.TypeMismatch, (uint)type, (uint)segment.Type);
    }

    readonly partial void FindSize(uint table, ref uint elements) => elements = TableAt((int)table, out _).Minimum;
}
