using System;
using Nf.Memory;

namespace Nf.Runtime;

/// <summary>
/// A module's structure, read in place: nothing is copied, so the bytes must outlive it (flash, or pinned memory).
/// Opening checks the header, the order and size of all sections, names, limits, index bounds of imports, exports and the
/// start function, and constant expressions. Function bodies and equal names of exports are the <see cref="Validator"/>'s. About 170 bytes.
/// </summary>
/// <remarks>Source: WebAssembly core specification, chapter 5 (binary format).</remarks>
public unsafe partial struct WasmModule
{
    private const int HeaderBytes = 8;
    private const int TagSection = 13;
    private const byte FunctionForm = 0x60;
    private const uint PagesMax = 65536;

    /// <summary>
    /// Cells that the parameters and results of one function type may fill. An engine may write a call's cells behind its value stack
    /// before it finds that full; the red zone there is made for this number.
    /// </summary>
    public const int CellsMax = 120;

    /// <summary>Imports, and exports, at most: both are searched one by one.</summary>
    public const int EntriesMax = 4096;

    private byte* _bytes;
    private int _length;
    private SectionTable _sections;

    /// <summary>Number of function types.</summary>
    public int TypeCount { get; private set; }

    /// <summary>Number of imports.</summary>
    public int ImportCount { get; private set; }

    /// <summary>Number of imported functions; they come first in the function index space.</summary>
    public int FunctionImportCount { get; private set; }

    /// <summary>Number of functions, imported ones included.</summary>
    public int FunctionCount { get; private set; }

    /// <summary>Number of global variables.</summary>
    public int GlobalCount { get; private set; }

    /// <summary>Number of exports.</summary>
    public int ExportCount { get; private set; }

    /// <summary>True when the module has a linear memory.</summary>
    public bool HasMemory { get; private set; }

    /// <summary>Limits of the linear memory in pages of 64 KiB; zero without one.</summary>
    public Limits Memory { get; private set; }

    /// <summary>Number of tables.</summary>
    public int TableCount { get; private set; }

    /// <summary>Limits of the first table in elements; zero without one.</summary>
    public Limits Table { get; private set; }

    /// <summary>Elements that all tables have at the start, or <see cref="uint.MaxValue"/> when there are more.</summary>
    public uint TableElements { get; private set; }

    /// <summary>Index of the start function, or -1.</summary>
    public int StartFunction { get; private set; }

    /// <summary>True when the module is a package: a custom section <c>nf.manifest</c> stands in it (see <see cref="Manifest"/>).</summary>
    public bool HasManifest { get; private set; }

    /// <summary>What it was opened with: beyond these, no section but the code holds anything.</summary>
    public ValidationRules Rules { get; private set; }

    /// <summary>True when there is a data count section.</summary>
    public readonly bool HasDataCount => _sections[(int)SectionId.DataCount].Start != 0;

    /// <summary>Number of data segments.</summary>
    public readonly int DataCount => CountOf(SectionId.Data);

    /// <summary>Number of element segments.</summary>
    public readonly int ElementCount => CountOf(SectionId.Element);

    /// <summary>The module's bytes.</summary>
    public readonly ReadOnlySpan<byte> Bytes => new(_bytes, _length);

    /// <summary>Address of the first byte.</summary>
    public readonly byte* Pointer => _bytes;

    /// <summary>Where a section's content lies; an empty range when it is absent.</summary>
    public readonly SectionRange Section(SectionId id) => _sections[(int)id];

    /// <summary>Reads a module's structure. One pass, O(bytes without function bodies).</summary>
    /// <param name="bytes">The module; must stay where it is.</param>
    /// <param name="length">Its size in bytes.</param>
    /// <param name="module">The structure; usable only on success.</param>
    /// <param name="error">What was wrong and where.</param>
    /// <returns>Ok, NotWasm, TruncatedModule, MalformedModule, InvalidModule, FeatureNotSupported or LimitExceeded.</returns>
    public static Status Open(byte* bytes, int length, out WasmModule module, out LoadError error) =>
        Open(bytes, length, ValidationRules.Source, out module, out error);

    /// <summary>The same, for a module that may hold less: what the rules do not allow outside of function bodies is refused by name.</summary>
    /// <param name="bytes">The module; must stay where it is.</param>
    /// <param name="length">Its size in bytes.</param>
    /// <param name="rules">What it may hold.</param>
    /// <param name="module">The structure; usable only on success.</param>
    /// <param name="error">What was wrong and where.</param>
    public static Status Open(byte* bytes, int length, ValidationRules rules, out WasmModule module, out LoadError error)
    {
        Status status = OpenOutline(bytes, length, rules, out module, out error);
        bool bodiesMatch = module.CountOf(SectionId.Code) == module.FunctionCount - module.FunctionImportCount;
        if (status != Status.Ok || bodiesMatch) return status;
        return Refuse(Status.MalformedModule, LoadDetail.FunctionCount, module._sections[(int)SectionId.Code].Start, out error);
    }

    /// <summary>The same for a module that may lack its code, as <see cref="AheadModule.Outline"/> does.</summary>
    public static Status OpenOutline(byte* bytes, int length, ValidationRules rules, out WasmModule module, out LoadError error)
    {
        module = default;
        module.Rules = rules;
        module._bytes = bytes;
        module._length = length;
        module.StartFunction = -1;
        error = default;

        Status status = module.ReadHeader(out error);
        if (status == Status.Ok) status = module.ReadSections(out error);
        if (status == Status.Ok) status = module.ReadContents(out error);
        return status;
    }

    private readonly Status ReadHeader(out LoadError error)
    {
        ReadOnlySpan<byte> expected = "\0asm\x01\0\0\0"u8;
        ReadOnlySpan<byte> found = Bytes;
        int common = found.Length < HeaderBytes ? found.Length : HeaderBytes;
        for (int i = 0; i < common; i++)
        {
            if (found[i] != expected[i]) return Refuse(Status.NotWasm, LoadDetail.Header, i, out error);
        }

        if (common == 0) return Refuse(Status.NotWasm, LoadDetail.Header, 0, out error);
        if (common < HeaderBytes) return Refuse(Status.TruncatedModule, LoadDetail.Header, common, out error);
        error = default;
        return Status.Ok;
    }

    private Status ReadSections(out LoadError error)
    {
        WasmReader reader = new(Bytes, HeaderBytes, _length);
        int previousRank = 0;
        while (!reader.AtEnd)
        {
            int at = reader.Position;
            int id = reader.ReadByte();
            uint size = reader.ReadU32();
            int start = reader.Position;
            reader.Skip(size);
            if (reader.Failed) return Refuse(reader.Error, out error);
            if (id == (int)SectionId.Custom)
            {
                WasmReader custom = new(Bytes, start, reader.Position);
                ReadOnlySpan<byte> name = custom.ReadBytes();
                if (!Utf8.IsValid(name)) custom.Fail(Status.MalformedModule, LoadDetail.NameEncoding);
                if (custom.Failed) return Refuse(custom.Error, out error);
                if (name.SequenceEqual(Manifest.SectionName)) HasManifest = true;
                continue;
            }

            if (id == TagSection) reader.FailFeature(at, WasmFeature.Exceptions);
            if (reader.Failed) return Refuse(reader.Error, out error);
            if (id >= SectionTable.Count) return Refuse(Status.MalformedModule, LoadDetail.SectionUnknown, at, out error);
            int rank = Rank((SectionId)id);
            if (rank <= previousRank) return Refuse(Status.MalformedModule, LoadDetail.SectionOrder, at, out error);
            previousRank = rank;
            _sections[id].Start = start;
            _sections[id].End = reader.Position;
        }

        error = default;
        return Status.Ok;
    }

    // The data count section was added later and stands between element and code.
    private static int Rank(SectionId id) => id switch
    {
        SectionId.DataCount => 2 * (int)SectionId.Element + 1,
        _ => 2 * (int)id,
    };

    private Status ReadContents(out LoadError error)
    {
        Status status = Status.Ok;
        error = default;
        for (int id = (int)SectionId.Type; id < SectionTable.Count && status == Status.Ok; id++)
        {
            SectionRange range = _sections[id];
            if (range.Start == 0) continue;
            WasmReader reader = new(Bytes, range.Start, range.End);
            reader.Restrict(Rules);
            ReadSection((SectionId)id, ref reader);
            if (!reader.Failed && !reader.AtEnd) reader.Fail(Status.MalformedModule, LoadDetail.SectionSize);
            if (reader.Failed) status = Refuse(reader.Error, out error);
        }

        return status;
    }

    private readonly int CountOf(SectionId id)
    {
        SectionRange range = _sections[(int)id];
        return range.Start == 0 ? 0 : new WasmReader(Bytes, range.Start, range.End).ReadCount();
    }

    private void ReadSection(SectionId id, ref WasmReader reader)
    {
        switch (id)
        {
            case SectionId.Type: ReadTypes(ref reader); break;
            case SectionId.Import: ReadImports(ref reader); break;
            case SectionId.Function: ReadFunctions(ref reader); break;
            case SectionId.Table: ReadTables(ref reader); break;
            case SectionId.Memory: ReadMemories(ref reader); break;
            case SectionId.Global: ReadGlobals(ref reader); break;
            case SectionId.Export: ReadExports(ref reader); break;
            case SectionId.Start: ReadStart(ref reader); break;
            case SectionId.Element: ReadElements(ref reader); break;
            case SectionId.Data: ReadData(ref reader); break;
            case SectionId.DataCount: ReadDataCount(ref reader); break;
            default: reader.Skip((uint)(_sections[(int)id].End - reader.Position)); break;
        }
    }

    private void ReadTypes(ref WasmReader reader)
    {
        TypeCount = reader.ReadCount();
        for (int i = 0; i < TypeCount && !reader.Failed; i++)
        {
            int at = reader.Position;
            byte form = reader.ReadByte();
            if (form is 0x4E or 0x4F or 0x50 or 0x5E or 0x5F) reader.FailFeature(at, WasmFeature.GarbageCollection);
            else if (form != FunctionForm) reader.FailAt(at, Status.MalformedModule, LoadDetail.Type);
            int cells = SkipTypeVector(ref reader);
            cells += SkipTypeVector(ref reader);
            if (cells > CellsMax) reader.FailAt(at, Status.LimitExceeded, LoadDetail.Count);
        }
    }

    private static int SkipTypeVector(ref WasmReader reader)
    {
        int count = reader.ReadCount();
        for (int i = 0; i < count && !reader.Failed; i++) reader.ReadType();
        return count;
    }

    private static int ReadEntryCount(ref WasmReader reader)
    {
        int at = reader.Position;
        int count = reader.ReadCount();
        if (count > EntriesMax) reader.FailAt(at, Status.LimitExceeded, LoadDetail.Count);
        return count;
    }

    private void ReadImports(ref WasmReader reader)
    {
        ImportCount = ReadEntryCount(ref reader);
        for (int i = 0; i < ImportCount && !reader.Failed; i++)
        {
            int at = reader.Position;
            ReadName(ref reader);
            ReadName(ref reader);
            int kind = reader.ReadByte();
            if (kind > (int)ExternalKind.Global) reader.Fail(Status.MalformedModule, LoadDetail.ImportKind);
            if (kind != (int)ExternalKind.Function)
            {
                WasmFeature feature = WasmFeature.ImportedTable + (byte)(kind - (int)ExternalKind.Table);
                reader.Fail(new LoadError(Status.FeatureNotSupported, LoadDetail.ImportKind, at, at) { Feature = feature });
            }

            reader.ReadIndex(TypeCount);
        }

        FunctionImportCount = ImportCount;
        FunctionCount = ImportCount;
    }

    private void ReadFunctions(ref WasmReader reader)
    {
        int count = reader.ReadCount();
        for (int i = 0; i < count && !reader.Failed; i++) reader.ReadIndex(TypeCount);
        FunctionCount += count;
    }

    private void ReadTables(ref WasmReader reader)
    {
        int at = reader.Position;
        TableCount = reader.ReadCount();
        if (TableCount > 1 && !reader.TakesReferences) reader.FailFeature(at, WasmFeature.MultipleTables);
        if (TableCount == 0) return;
        Table = ReadTable(ref reader, out _);
        TableElements = Table.Minimum;
        ReadFurtherTables(ref reader);
    }

    private static Limits ReadTable(ref WasmReader reader, out WasmType type)
    {
        int at = reader.Position;
        byte code = reader.ReadByte();
        type = (WasmType)code;
        if (code == 0x40) reader.FailFeature(at, WasmFeature.FunctionReferences);
        else if (type != WasmType.FuncRef && !(reader.TakesReferences && type == WasmType.ExternRef)) reader.FailType(at, code);
        return ReadLimits(ref reader, uint.MaxValue);
    }

    private void ReadMemories(ref WasmReader reader)
    {
        int at = reader.Position;
        int count = reader.ReadCount();
        if (count > 1) reader.FailFeature(at, WasmFeature.MultipleMemories);
        if (count == 0) return;
        Memory = ReadLimits(ref reader, PagesMax);
        HasMemory = true;
    }

    private static Limits ReadLimits(ref WasmReader reader, uint most)
    {
        int at = reader.Position;
        int flags = reader.ReadByte();
        if (flags > 7) reader.FailAt(at, Status.MalformedModule, LoadDetail.Limits);
        if (flags > 1) reader.FailFeature(at, flags > 3 ? WasmFeature.Memory64 : WasmFeature.Threads);
        Limits limits = new() { Minimum = reader.ReadU32(), Maximum = uint.MaxValue };
        if ((flags & 1) != 0) limits.Maximum = reader.ReadU32();
        bool inRange = limits.Minimum <= most && ((flags & 1) == 0 || (limits.Maximum <= most && limits.Minimum <= limits.Maximum));
        if (!inRange) reader.FailAt(at, Status.InvalidModule, LoadDetail.Limits);
        return limits;
    }

    private void ReadGlobals(ref WasmReader reader)
    {
        int count = reader.ReadCount();
        for (int i = 0; i < count && !reader.Failed; i++)
        {
            WasmType type = reader.ReadType();
            if (reader.ReadByte() > 1) reader.Fail(Status.MalformedModule, LoadDetail.Type);
            int at = reader.Position;
            ulong value = ConstantExpression.Read(ref reader, type);
            bool isFunction = reader.TakesReferences && type == WasmType.FuncRef && value != 0;
            if (isFunction && value > (uint)FunctionCount)
                reader.FailMismatch(at, LoadDetail.Index, (uint)FunctionCount, (uint)(value - 1));
        }

        GlobalCount = count;
    }

    private void ReadExports(ref WasmReader reader)
    {
        ExportCount = ReadEntryCount(ref reader);
        for (int i = 0; i < ExportCount && !reader.Failed; i++)
        {
            ReadName(ref reader);
            int kindAt = reader.Position;
            int kind = reader.ReadByte();
            if (kind > (int)ExternalKind.Global) reader.FailAt(kindAt, Status.MalformedModule, LoadDetail.ExportKind);
            reader.ReadIndex(kind switch
            {
                (int)ExternalKind.Function => FunctionCount,
                (int)ExternalKind.Table => TableCount,
                (int)ExternalKind.Memory => HasMemory ? 1 : 0,
                (int)ExternalKind.Global => GlobalCount,
                _ => 0,
            });
        }
    }

    private void ReadStart(ref WasmReader reader)
    {
        StartFunction = reader.ReadIndex(FunctionCount);
        if (reader.Failed) return;
        FunctionType type = FunctionTypeOf(StartFunction);
        if (type.Parameters.Length + type.Results.Length != 0) reader.Fail(Status.InvalidModule, LoadDetail.Type);
    }

    // These belong to references: WasmModule.Ahead.cs, in builds that have an engine for them.
    partial void ReadFurtherTables(ref WasmReader reader);

    readonly partial void CheckTableType(ref WasmReader reader, int at, in ElementSegment segment);

    readonly partial void FindSize(uint table, ref uint elements);

    private readonly void ReadElements(ref WasmReader reader)
    {
        int count = reader.ReadCount();
        for (int i = 0; i < count && !reader.Failed; i++)
        {
            int at = reader.Position;
            ElementSegment segment = ElementSegment.Read(ref reader, FunctionCount);
            if (segment.Mode != SegmentMode.Active) continue;
            CheckPlace(ref reader, at, segment.Table, TableCount);
            CheckTableType(ref reader, at, in segment);
        }
    }

    private readonly void ReadData(ref WasmReader reader)
    {
        int count = reader.ReadCount();
        for (int i = 0; i < count && !reader.Failed; i++)
        {
            int at = reader.Position;
            DataSegment segment = DataSegment.Read(ref reader);
            if (segment.Mode == SegmentMode.Active) CheckPlace(ref reader, at, segment.Memory, HasMemory ? 1 : 0);
        }
    }

    private static void CheckPlace(ref WasmReader reader, int at, uint index, int count)
    {
        if (index >= (uint)count) reader.FailMismatch(at, LoadDetail.Index, (uint)count, index);
    }

    private readonly void ReadDataCount(ref WasmReader reader)
    {
        int at = reader.Position;
        if (reader.ReadU32() != (uint)CountOf(SectionId.Data)) reader.FailAt(at, Status.MalformedModule, LoadDetail.SectionSize);
    }

    private static ReadOnlySpan<byte> ReadName(scoped ref WasmReader reader)
    {
        ReadOnlySpan<byte> name = reader.ReadBytes();
        if (!Utf8.IsValid(name)) reader.Fail(Status.MalformedModule, LoadDetail.NameEncoding);
        return name;
    }

    /// <summary>A cursor at the first import; call <see cref="ReadImport"/> <see cref="ImportCount"/> times.</summary>
    public readonly WasmReader Imports() => Entries(SectionId.Import);

    /// <summary>A cursor at the first export; call <see cref="ReadExport"/> <see cref="ExportCount"/> times.</summary>
    public readonly WasmReader Exports() => Entries(SectionId.Export);

    private readonly WasmReader Entries(SectionId id)
    {
        SectionRange range = _sections[(int)id];
        WasmReader reader = new(Bytes, range.Start, range.End);
        if (range.Start != 0) reader.ReadU32();
        return reader;
    }

    /// <summary>Reads the import at the cursor of an opened module. O(name lengths).</summary>
    public static ImportEntry ReadImport(scoped ref WasmReader reader)
    {
        ImportEntry entry = default;
        entry.Offset = reader.Position;
        entry.Module = reader.ReadBytes();
        entry.Name = reader.ReadBytes();
        entry.Kind = (ExternalKind)reader.ReadByte();
        entry.TypeIndex = (int)reader.ReadU32();
        return entry;
    }

    /// <summary>The import whose entry starts at <paramref name="offset"/>, as found in <see cref="LoadError.NameOffset"/>.</summary>
    public readonly ImportEntry ImportAt(int offset)
    {
        WasmReader reader = new(Bytes, offset, _sections[(int)SectionId.Import].End);
        return ReadImport(ref reader);
    }

    /// <summary>
    /// Checks that every data segment lies in the memory's initial size and every element segment in its table's
    /// (core specification 4.5.4, where an instantiation traps otherwise). O(segments + elements).
    /// </summary>
    /// <param name="memoryBytes">Linear memory there is; less than the initial size when it was clipped.</param>
    /// <param name="error">What was wrong and where.</param>
    /// <returns>
    /// Ok, TrapOutOfBoundsMemory, TrapOutOfBoundsTable, or LimitExceeded when only what was clipped off would hold the segment.
    /// </returns>
    public readonly Status CheckSegments(ulong memoryBytes, out LoadError error)
    {
        WasmReader data = Entries(SectionId.Data);
        ulong initialBytes = (ulong)Memory.Minimum << 16;
        while (!data.AtEnd && !data.Failed)
        {
            DataSegment segment = DataSegment.Read(ref data);
            if (segment.Mode != SegmentMode.Active) continue;
            ulong end = segment.Start + (ulong)segment.Bytes.Length;
            if (end > initialBytes) data.FailAt(segment.Offset, Status.TrapOutOfBoundsMemory, LoadDetail.Segment);
            else if (end > memoryBytes) data.FailAt(segment.Offset, Status.LimitExceeded, LoadDetail.MemorySize);
        }

        WasmReader elements = Entries(SectionId.Element);
        while (!elements.AtEnd && !elements.Failed)
        {
            ElementSegment segment = ElementSegment.Read(ref elements, FunctionCount);
            if (segment.Mode != SegmentMode.Active) continue;
            ulong end = segment.Start + (ulong)segment.Count;
            uint size = Table.Minimum;
            if (segment.Table != 0) FindSize(segment.Table, ref size);
            if (end > size) elements.FailAt(segment.Offset, Status.TrapOutOfBoundsTable, LoadDetail.Segment);
        }

        if (data.Failed) return Refuse(data.Error, out error);
        if (elements.Failed) return Refuse(elements.Error, out error);
        error = default;
        return Status.Ok;
    }

    /// <summary>Reads the export at the cursor of an opened module. O(name length).</summary>
    public static ExportEntry ReadExport(scoped ref WasmReader reader)
    {
        ExportEntry entry = default;
        entry.Name = reader.ReadBytes();
        entry.Kind = (ExternalKind)reader.ReadByte();
        entry.Index = (int)reader.ReadU32();
        return entry;
    }

    /// <summary>Finds an export by name. O(exports).</summary>
    /// <returns>Ok, ExportNotFound, or ExportMismatch when it is of another kind.</returns>
    public readonly Status FindExport(ReadOnlySpan<byte> name, ExternalKind kind, out int index)
    {
        WasmReader reader = Exports();
        for (int i = 0; i < ExportCount; i++)
        {
            ExportEntry entry = ReadExport(ref reader);
            if (!entry.Name.SequenceEqual(name)) continue;
            index = entry.Index;
            return entry.Kind == kind ? Status.Ok : Status.ExportMismatch;
        }

        index = -1;
        return Status.ExportNotFound;
    }

    /// <summary>The type of a function by its index. O(functions + types).</summary>
    /// <param name="functionIndex">0 ≤ index &lt; <see cref="FunctionCount"/>.</param>
    public readonly FunctionType FunctionTypeOf(int functionIndex) => TypeAt(TypeIndexOf(functionIndex));

    private readonly int TypeIndexOf(int functionIndex)
    {
        bool imported = functionIndex < FunctionImportCount;
        WasmReader reader = Entries(imported ? SectionId.Import : SectionId.Function);
        int skip = imported ? functionIndex : functionIndex - FunctionImportCount;
        for (int i = 0; i < skip; i++)
        {
            if (imported) ReadImport(ref reader);
            else reader.ReadU32();
        }

        return imported ? ReadImport(ref reader).TypeIndex : (int)reader.ReadU32();
    }

    /// <summary>A function type by its index. O(types).</summary>
    /// <param name="typeIndex">0 ≤ index &lt; <see cref="TypeCount"/>.</param>
    public readonly FunctionType TypeAt(int typeIndex)
    {
        WasmReader reader = Types();
        FunctionType type = default;
        for (int i = 0; i <= typeIndex; i++) type = ReadFunctionType(ref reader);
        return type;
    }

    /// <summary>Reads the function type at the cursor of an opened module. O(1).</summary>
    public static FunctionType ReadFunctionType(scoped ref WasmReader reader)
    {
        reader.ReadByte();
        ReadOnlySpan<byte> parameters = reader.ReadBytes();
        return new FunctionType(parameters, reader.ReadBytes());
    }

    /// <summary>The type of a global by its index. O(globals).</summary>
    /// <param name="globalIndex">0 ≤ index &lt; <see cref="GlobalCount"/>.</param>
    /// <param name="mutable">True when it may be set.</param>
    public readonly WasmType GlobalTypeOf(int globalIndex, out bool mutable)
    {
        WasmReader reader = Globals();
        WasmType type = WasmType.None;
        mutable = false;
        for (int i = 0; i <= globalIndex; i++) ReadGlobal(ref reader, out type, out mutable);
        return type;
    }

    /// <summary>Reads the global at the cursor of an opened module. O(1).</summary>
    /// <returns>Its initial value, as <see cref="ConstantExpression.Read"/> gives it.</returns>
    public static ulong ReadGlobal(ref WasmReader reader, out WasmType type, out bool mutable)
    {
        type = reader.ReadType();
        mutable = reader.ReadByte() == 1;
        return ConstantExpression.Read(ref reader, type);
    }

    /// <summary>A cursor at the first function type; <see cref="ReadFunctionType"/> reads it.</summary>
    public readonly WasmReader Types() => Entries(SectionId.Type);

    /// <summary>A cursor at the type index of the first function that is not imported, an unsigned LEB128 each.</summary>
    public readonly WasmReader Functions() => Entries(SectionId.Function);

    /// <summary>A cursor at the first global; <see cref="ReadGlobal"/> reads it.</summary>
    public readonly WasmReader Globals() => Entries(SectionId.Global);

    /// <summary>A cursor at the first data segment; <see cref="DataSegment.Read"/> reads it.</summary>
    public readonly WasmReader DataSegments() => Entries(SectionId.Data);

    /// <summary>A cursor at the first element segment; <see cref="ElementSegment.Read"/> reads it.</summary>
    public readonly WasmReader ElementSegments() => Entries(SectionId.Element);

    /// <summary>A custom section's content by its name; empty when there is none. O(sections).</summary>
    public readonly ReadOnlySpan<byte> CustomSection(ReadOnlySpan<byte> name)
    {
        WasmReader reader = new(Bytes, HeaderBytes, _length);
        while (!reader.AtEnd)
        {
            int id = reader.ReadByte();
            uint size = reader.ReadU32();
            int start = reader.Position;
            reader.Skip(size);
            if (id != (int)SectionId.Custom) continue;
            WasmReader custom = new(Bytes, start, reader.Position);
            if (custom.ReadBytes().SequenceEqual(name)) return Bytes.Slice(custom.Position, reader.Position - custom.Position);
        }

        return default;
    }

    /// <summary>
    /// A function's name for people: from the name section (core specification 7.4.1), else its export, else its import;
    /// empty when it has none. O(names).
    /// </summary>
    public readonly ReadOnlySpan<byte> FunctionName(int functionIndex)
    {
        ReadOnlySpan<byte> name = NameFromNameSection(functionIndex);
        if (name.Length != 0) return name;
        WasmReader exports = Exports();
        for (int i = 0; i < ExportCount; i++)
        {
            ExportEntry entry = ReadExport(ref exports);
            if (entry.Kind == ExternalKind.Function && entry.Index == functionIndex) return entry.Name;
        }

        WasmReader imports = Imports();
        for (int i = 0; i < ImportCount; i++)
        {
            ImportEntry entry = ReadImport(ref imports);
            if (i == functionIndex) return entry.Name;
        }

        return default;
    }

    private readonly ReadOnlySpan<byte> NameFromNameSection(int functionIndex)
    {
        ReadOnlySpan<byte> section = CustomSection("name"u8);
        WasmReader reader = new(section, 0, section.Length);
        while (!reader.AtEnd && !reader.Failed)
        {
            int kind = reader.ReadByte();
            uint size = reader.ReadU32();
            int start = reader.Position;
            reader.Skip(size);
            if (kind != 1 || reader.Failed) continue;
            WasmReader names = new(section, start, reader.Position);
            int count = names.ReadCount();
            for (int i = 0; i < count && !names.Failed; i++)
            {
                uint index = names.ReadU32();
                ReadOnlySpan<byte> name = names.ReadBytes();
                if (index == (uint)functionIndex) return name;
            }
        }

        return default;
    }

    private static Status Refuse(LoadError found, out LoadError error)
    {
        error = found;
        return found.Status;
    }

    private static Status Refuse(Status status, LoadDetail detail, int offset, out LoadError error) =>
        Refuse(new LoadError(status, detail, offset), out error);
}
