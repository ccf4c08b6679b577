using System;
using System.Collections.Generic;
using System.Linq;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>Puts the sections of a package together, all but its manifest.</summary>
internal sealed class PackageEncoder
{
    private readonly SourceModule _module;
    private readonly LoweringPlan _plan;
    private readonly IReadOnlyList<WasmWriter> _bodies;
    private readonly WasmWriter _writer = new();

    private PackageEncoder(SourceModule module, LoweringPlan plan, IReadOnlyList<WasmWriter> bodies)
    {
        _module = module;
        _plan = plan;
        _bodies = bodies;
    }

    /// <summary>The section that holds the bytes of passive segments.</summary>
    public static ReadOnlySpan<byte> PassiveName => "nf.passive"u8;

    private static ReadOnlySpan<SectionId> Order =>
    [
        SectionId.Type, SectionId.Import, SectionId.Function, SectionId.Table, SectionId.Memory, SectionId.Global, SectionId.Export,
        SectionId.Start, SectionId.Element, SectionId.DataCount, SectionId.Code, SectionId.Data,
    ];

    /// <summary>Encodes a package.</summary>
    /// <param name="module">What is packed.</param>
    /// <param name="plan">Indices in the package.</param>
    /// <param name="bodies">The rewritten functions.</param>
    public static WasmWriter Encode(SourceModule module, LoweringPlan plan, IReadOnlyList<WasmWriter> bodies)
    {
        PackageEncoder encoder = new(module, plan, bodies);
        encoder._writer.Raw("\0asm\x01\0\0\0"u8);
        encoder.WriteCustoms(SectionId.Custom);
        foreach (SectionId id in Order)
        {
            encoder.WriteSection(id);
            encoder.WriteCustoms(id);
        }
        if (plan.Passive.Length != 0)
            encoder._writer.Custom(PassiveName, plan.Passive);
        return encoder._writer;
    }

    private void WriteSection(SectionId id)
    {
        switch (id)
        {
            case SectionId.Type: WriteVector(id, _plan.Types, WriteType); break;
            case SectionId.Import: WriteVector(id, Imports(), WriteImport); break;
            case SectionId.Function: WriteVector(id, _module.Functions, (writer, function) => writer.Unsigned(function.Type)); break;
            case SectionId.Table: WriteVector(id, _module.Tables, (writer, table) => writer.Raw(table)); break;
            case SectionId.Memory: WriteVector(id, _module.Memories, (writer, memory) => writer.Raw(memory)); break;
            case SectionId.Global: WriteVector(id, Globals(), (writer, global) => writer.Raw(global)); break;
            case SectionId.Export: WriteVector(id, _module.Exports, WriteExport); break;
            case SectionId.Start: WriteStart(); break;
            case SectionId.Element: WriteVector(id, Elements(), WriteElements); break;
            case SectionId.Code: WriteVector(id, _bodies, (writer, body) => writer.Vector(body.Bytes)); break;
            case SectionId.DataCount: WriteDataCount(); break;
            case SectionId.Data: WriteVector(id, Kept(_module.Data), WriteData); break;
            default: break;
        }
    }

    private void WriteVector<T>(SectionId id, IReadOnlyCollection<T> items, Action<WasmWriter, T> write)
    {
        if (items.Count == 0)
            return;
        WasmWriter section = new();
        section.Unsigned((uint)items.Count);
        foreach (T item in items)
            write(section, item);
        _writer.Section(id, section.Bytes);
    }

    private static void WriteType(WasmWriter writer, Signature type)
    {
        const byte function = 0x60;
        writer.Byte(function);
        writer.Vector(type.Parameters);
        writer.Vector(type.Results);
    }

    private List<(byte[] Module, byte[] Name, uint Type)> Imports() =>
    [
        .. _module.Imports,
        .. _plan.Imports.Select(import =>
            (LoweredFunctions.Module.ToArray(), LowerImports.NameOf(import).ToArray(), _plan.TypeIndex(LowerImports.TypeOf(import)))),
    ];

    private static void WriteImport(WasmWriter writer, (byte[] Module, byte[] Name, uint Type) import)
    {
        writer.Vector(import.Module);
        writer.Vector(import.Name);
        writer.Byte((byte)ExternalKind.Function);
        writer.Unsigned(import.Type);
    }

    private List<byte[]> Globals() =>
    [
        .. _module.Globals,
        .. _plan.Left.Select(left => Variable(WasmType.I32, Opcode.I32Const, left)),
        Variable(WasmType.I64, Opcode.I64Const, 0),
        Variable(WasmType.I64, Opcode.I64Const, 0),
    ];

    private static byte[] Variable(WasmType type, Opcode constant, int value)
    {
        WasmWriter global = new();
        global.Byte((byte)type);
        global.Byte(1);
        global.Constant(constant, value);
        global.Opcode(Opcode.End);
        return global.Bytes.ToArray();
    }

    private void WriteExport(WasmWriter writer, (byte[] Name, ExternalKind Kind, uint Index) export)
    {
        writer.Vector(export.Name);
        writer.Byte((byte)export.Kind);
        writer.Unsigned(export.Kind == ExternalKind.Function ? _plan.Function(export.Index) : export.Index);
    }

    private void WriteStart()
    {
        if (_module.Start is not { } start)
            return;
        WasmWriter section = new();
        section.Unsigned(_plan.Function(start));
        _writer.Section(SectionId.Start, section.Bytes);
    }

    private void WriteDataCount()
    {
        if (_plan.Engine.LowersBulk || _plan.Needs.Data.Count == 0)
            return;
        WasmWriter section = new();
        section.Unsigned((uint)_module.Data.Count);
        _writer.Section(SectionId.DataCount, section.Bytes);
    }

    private List<Segment> Kept(IEnumerable<Segment> segments) =>
        [.. segments.Where(segment => !_plan.Engine.LowersBulk || segment.Mode == SegmentMode.Active)];

    private List<Segment> Elements() => _plan.Engine.LowersBulk
        ? [.. Kept(_module.Elements).Where(DoesSomething)]
        : [.. _module.Elements, .. References()];

    // One that has no elements and lies in the table does nothing, and wasm3 stumbles over it at the start of an empty table.
    private bool DoesSomething(Segment segment) => segment.Length != 0 || (uint)segment.Offset > _module.TableLimits.FirstOrDefault().Minimum;

    // Functions that are referred to, but by no segment: compiled code has neither exports nor initial values that would allow ref.func.
    private IEnumerable<Segment> References()
    {
        IEnumerable<uint> references = _plan.Needs.References.Union(_module.GlobalReferences);
        uint[] missing = [.. references.Except(_module.Elements.SelectMany(segment => segment.Functions))];
        return missing.Length == 0 ? [] : [new Segment(SegmentMode.Declared, 0, 0, [], missing)];
    }

    private void WriteElements(WasmWriter writer, Segment segment) => ElementWriter.Write(writer, segment, _plan.Function);

    private static void WriteData(WasmWriter writer, Segment segment)
    {
        bool isActive = segment.Mode == SegmentMode.Active;
        writer.Byte(isActive ? (byte)0 : (byte)1);
        if (isActive)
            ElementWriter.WriteOffset(writer, segment);
        writer.Vector(segment.Bytes);
    }

    private void WriteCustoms(SectionId behind)
    {
        foreach ((_, byte[] name, byte[] content) in _module.Customs.Where(custom => custom.Behind == behind))
        {
            byte[]? carried = name.AsSpan().SequenceEqual(NameSection.Name)
                ? NameSection.Rewrite(content, _plan.Function, _plan.Imports.Select(AddedName))
                : content;
            if (carried != null)
                _writer.Custom(name, carried);
        }
    }

    private (uint Index, byte[] Name) AddedName(LowerImport import) =>
        (_plan.Function(import), [.. LoweredFunctions.Module, (byte)'.', .. LowerImports.NameOf(import)]);
}
