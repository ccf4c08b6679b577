using System;
using System.Collections.Generic;
using System.Linq;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>A module that can be changed and written again, whether it is valid then or not.</summary>
internal sealed class FuzzModule
{
    /// <summary>Function types.</summary>
    public List<Signature> Types { get; private init; } = [];

    /// <summary>Imported functions.</summary>
    public List<(byte[] Module, byte[] Name, uint Type)> Imports { get; private init; } = [];

    /// <summary>Defined functions. Shared with the module that this one is a copy of: see <see cref="Own"/>.</summary>
    public List<FuzzFunction> Functions { get; private init; } = [];

    /// <summary>Limits of the tables.</summary>
    public List<Limits> Tables { get; private init; } = [];

    /// <summary>Limits of the memories.</summary>
    public List<Limits> Memories { get; private init; } = [];

    /// <summary>Globals.</summary>
    public List<FuzzGlobal> Globals { get; private init; } = [];

    /// <summary>Exports.</summary>
    public List<(byte[] Name, ExternalKind Kind, uint Index)> Exports { get; private init; } = [];

    /// <summary>The start function.</summary>
    public uint? Start { get; set; }

    /// <summary>Element segments.</summary>
    public List<Segment> Elements { get; private init; } = [];

    /// <summary>Data segments.</summary>
    public List<Segment> Data { get; private init; } = [];

    /// <summary>Custom sections, each with the section that it stands behind.</summary>
    public List<(SectionId Behind, byte[] Name, byte[] Content)> Customs { get; private init; } = [];

    /// <summary>Functions, imported ones included.</summary>
    public int FunctionCount => Imports.Count + Functions.Count;

    /// <summary>A copy that may be changed; the functions in it are still shared.</summary>
    public FuzzModule Copy() => new()
    {
        Types = [.. Types],
        Imports = [.. Imports],
        Functions = [.. Functions],
        Tables = [.. Tables],
        Memories = [.. Memories],
        Globals = [.. Globals],
        Exports = [.. Exports],
        Start = Start,
        Elements = [.. Elements],
        Data = [.. Data],
        Customs = [.. Customs],
    };

    /// <summary>A defined function that no other module shares any more.</summary>
    public FuzzFunction Own(int defined) => Functions[defined] = Functions[defined].Copy();

    /// <summary>The type of a function by its index.</summary>
    public Signature TypeOf(uint function) =>
        Types[(int)(function < Imports.Count ? Imports[(int)function].Type : Functions[(int)function - Imports.Count].Type)];

    /// <summary>The index of a type, which is added if there is none like it.</summary>
    public uint TypeIndex(Signature type)
    {
        int index = Types.IndexOf(type);
        if (index >= 0)
            return (uint)index;
        Types.Add(type);
        return (uint)Types.Count - 1;
    }

    /// <summary>Reads a valid module.</summary>
    public static FuzzModule Read(byte[] wasm)
    {
        SourceModule source = ModuleReader.Read(wasm);
        FuzzModule module = new()
        {
            Types = source.Types,
            Imports = source.Imports,
            Tables = [.. source.TableLimits],
            Memories = source.Memories.Count == 0 ? [] : [source.MemoryLimits],
            Globals = [.. source.Globals.Select(ReadGlobal)],
            Exports = source.Exports,
            Start = source.Start,
            Elements = source.Elements,
            Data = source.Data,
            Customs = source.Customs,
        };
        foreach (FunctionBody body in source.Functions)
        {
            FuzzFunction function = new() { Type = body.Type };
            function.Locals.AddRange(body.Locals);
            WasmReader code = source.Code(body);
            while (!code.AtEnd && !code.Failed)
                function.Code.Add(FuzzInstruction.Read(ref code, wasm));
            module.Functions.Add(function);
        }
        return module;
    }

    private static FuzzGlobal ReadGlobal(byte[] encoded)
    {
        WasmReader reader = new(encoded, 0, encoded.Length);
        return new FuzzGlobal(reader.ReadType(), reader.ReadByte() == 1, FuzzInstruction.Read(ref reader, encoded));
    }

    /// <summary>Writes it as it is.</summary>
    public byte[] Encode()
    {
        WasmWriter writer = new();
        writer.Raw("\0asm\x01\0\0\0"u8);
        WriteCustoms(writer, SectionId.Custom);
        WriteVector(writer, SectionId.Type, Types, WriteType);
        WriteVector(writer, SectionId.Import, Imports, WriteImport);
        WriteVector(writer, SectionId.Function, Functions, (section, function) => section.Unsigned(function.Type));
        WriteVector(writer, SectionId.Table, Tables, WriteTable);
        WriteVector(writer, SectionId.Memory, Memories, WriteLimits);
        WriteVector(writer, SectionId.Global, Globals, WriteGlobal);
        WriteVector(writer, SectionId.Export, Exports, WriteExport);
        if (Start is { } start)
            WriteSection(writer, SectionId.Start, section => section.Unsigned(start));
        WriteVector(writer, SectionId.Element, Elements, WriteElements);
        if (Data.Count != 0)
            WriteSection(writer, SectionId.DataCount, section => section.Unsigned((uint)Data.Count));
        WriteVector(writer, SectionId.Code, Functions, (section, function) => function.Write(section));
        WriteVector(writer, SectionId.Data, Data, WriteData);
        return writer.Bytes.ToArray();
    }

    private void WriteSection(WasmWriter writer, SectionId id, Action<WasmWriter> write)
    {
        WasmWriter section = new();
        write(section);
        writer.Section(id, section.Bytes);
        WriteCustoms(writer, id);
    }

    private void WriteVector<T>(WasmWriter writer, SectionId id, List<T> items, Action<WasmWriter, T> write)
    {
        if (items.Count == 0)
        {
            WriteCustoms(writer, id);
            return;
        }
        WriteSection(writer, id, section =>
        {
            section.Unsigned((uint)items.Count);
            foreach (T item in items)
                write(section, item);
        });
    }

    private void WriteCustoms(WasmWriter writer, SectionId behind)
    {
        foreach ((SectionId place, byte[] name, byte[] content) in Customs)
        {
            if (place == behind)
                writer.Custom(name, content);
        }
    }

    private static void WriteType(WasmWriter section, Signature type)
    {
        const byte function = 0x60;
        section.Byte(function);
        section.Vector(type.Parameters);
        section.Vector(type.Results);
    }

    private static void WriteImport(WasmWriter section, (byte[] Module, byte[] Name, uint Type) import)
    {
        section.Vector(import.Module);
        section.Vector(import.Name);
        section.Byte((byte)ExternalKind.Function);
        section.Unsigned(import.Type);
    }

    private static void WriteTable(WasmWriter section, Limits limits)
    {
        section.Byte(ElementType);
        WriteLimits(section, limits);
    }

    private const byte ElementType = 0x70;

    private static void WriteLimits(WasmWriter section, Limits limits)
    {
        bool bounded = limits.Maximum != uint.MaxValue;
        section.Byte(bounded ? (byte)1 : (byte)0);
        section.Unsigned(limits.Minimum);
        if (bounded)
            section.Unsigned(limits.Maximum);
    }

    private static void WriteGlobal(WasmWriter section, FuzzGlobal global)
    {
        section.Byte((byte)global.Type);
        section.Byte(global.Mutable ? (byte)1 : (byte)0);
        global.Value.Write(section);
        section.Opcode(Opcode.End);
    }

    private static void WriteExport(WasmWriter section, (byte[] Name, ExternalKind Kind, uint Index) export)
    {
        section.Vector(export.Name);
        section.Byte((byte)export.Kind);
        section.Unsigned(export.Index);
    }

    // The forms of core specification 5.5.12: bit 0 not active, bit 1 with an index or declared, bit 2 expressions.
    private static void WriteElements(WasmWriter section, Segment segment)
    {
        const byte refNull = 0xD0, refFunc = 0xD2;
        section.Unsigned(segment.Kind);
        WriteSegmentStart(section, segment);
        if ((segment.Kind & 3) != 0)
            section.Byte((segment.Kind & 4) == 0 ? (byte)0 : ElementType);
        section.Unsigned((uint)segment.Functions.Length);
        foreach (uint function in segment.Functions)
        {
            if ((segment.Kind & 4) == 0)
            {
                section.Unsigned(function);
                continue;
            }
            section.Byte(function == Segment.Null ? refNull : refFunc);
            if (function == Segment.Null)
                section.Byte(ElementType);
            else
                section.Unsigned(function);
            section.Opcode(Opcode.End);
        }
    }

    private static void WriteData(WasmWriter section, Segment segment)
    {
        section.Unsigned(segment.Kind);
        WriteSegmentStart(section, segment);
        section.Vector(segment.Bytes);
    }

    private static void WriteSegmentStart(WasmWriter section, Segment segment)
    {
        if ((segment.Kind & 1) != 0)
            return;
        if ((segment.Kind & 2) != 0)
            section.Unsigned(0);
        section.Constant(Opcode.I32Const, segment.Offset);
        section.Opcode(Opcode.End);
    }
}
