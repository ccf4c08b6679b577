using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nf.FirmwareHost;
using Nf.Runtime;

namespace Nf.Simulator;

/// <summary>What a module consists of, in words: its sections, what it wants from its host and what it offers.</summary>
public sealed class ModuleDescription
{
    /// <summary>The import module through which a guest sees its board.</summary>
    public const string BoardModule = "nf";

    /// <summary>The import module that the engine itself offers to packages, everywhere.</summary>
    public const string LoweredModule = "nf.lower";

    /// <summary>The import module of what compilers want on their own account.</summary>
    public const string EnvironmentModule = "env";

    /// <summary>The import modules that nf offers on a desktop or ARM Linux.</summary>
    public static IReadOnlyList<string> OfferedModules { get; } = [BoardModule, EnvironmentModule, "wasi_snapshot_preview1"];

    /// <summary>Those that a board without an operating system offers, to packages.</summary>
    public static IReadOnlyList<string> BoardModules { get; } = [BoardModule, EnvironmentModule, LoweredModule];

    private ModuleDescription()
    {
    }

    /// <summary>All sections as they stand in the file.</summary>
    public required IReadOnlyList<ModuleSection> Sections { get; init; }

    /// <summary>All imports.</summary>
    public required IReadOnlyList<ModuleImport> Imports { get; init; }

    /// <summary>All exports.</summary>
    public required IReadOnlyList<ModuleExport> Exports { get; init; }

    /// <summary>The linear memory's limits in pages of 64 KiB; null without one.</summary>
    public required Limits? Memory { get; init; }

    /// <summary>Its tables.</summary>
    public required IReadOnlyList<ModuleTable> Tables { get; init; }

    /// <summary>Types of the global variables, as "mut i32".</summary>
    public required IReadOnlyList<string> Globals { get; init; }

    /// <summary>Number of functions that the module defines itself.</summary>
    public required int FunctionCount { get; init; }

    /// <summary>Whether the module has a start function.</summary>
    public required bool HasStart { get; init; }

    /// <summary>The exported functions, a line each would be "name(i32) -> i32".</summary>
    public IEnumerable<string> FunctionExports =>
        Exports.Where(export => export.Kind == "function").Select(export => export.Name + export.Type);

    /// <summary>Describes an opened module.</summary>
    public static ModuleDescription Read(in WasmModule module) => new()
    {
        Sections = ReadSections(module.Bytes),
        Imports = ReadImports(in module),
        Exports = ReadExports(in module),
        Memory = module.HasMemory ? module.Memory : null,
        Tables = [.. ReadTables(module)],
        Globals = [.. ReadGlobals(module)],
        FunctionCount = module.FunctionCount - module.FunctionImportCount,
        HasStart = module.StartFunction >= 0,
    };

    /// <summary>Whether the module exports a function of that name.</summary>
    public bool ExportsFunction(string name) => Exports.Any(export => export.Kind == "function" && export.Name == name);

    private static List<ModuleSection> ReadSections(ReadOnlySpan<byte> bytes)
    {
        const int headerBytes = 8;
        List<ModuleSection> sections = [];
        WasmReader reader = new(bytes, headerBytes, bytes.Length);
        while (!reader.AtEnd && !reader.Failed)
        {
            int id = reader.ReadByte();
            uint size = reader.ReadU32();
            int start = reader.Position;
            reader.Skip(size);
            string name = ((SectionId)id).ToString().ToLowerInvariant();
            if (id == (int)SectionId.Custom)
                name = $"custom \"{Encoding.UTF8.GetString(new WasmReader(bytes, start, reader.Position).ReadBytes())}\"";
            sections.Add(new ModuleSection(id, name, start, (int)size));
        }
        return sections;
    }

    private static List<ModuleImport> ReadImports(in WasmModule module)
    {
        List<ModuleImport> imports = [];
        WasmReader reader = module.Imports();
        for (int i = 0; i < module.ImportCount; i++)
        {
            imports.Add(ReadImport(in module, WasmModule.ReadImport(ref reader)));
        }
        return imports;
    }

    internal static ModuleImport ReadImport(in WasmModule module, ImportEntry entry)
    {
        return new ModuleImport(
            Encoding.UTF8.GetString(entry.Module),
            Encoding.UTF8.GetString(entry.Name),
            WasmValue.Signature(module.TypeAt(entry.TypeIndex)),
            OfferedType(entry));
    }

    private static string? OfferedType(ImportEntry entry)
    {
        if (entry.Module.SequenceEqual(LoweredFunctions.Module))
            return LoweredFunctions.Find(entry.Name, out _, out ReadOnlySpan<byte> lowered) == Status.Ok ? WasmValue.Signature(lowered) : null;
        return HostFunctions.Find(entry.Module, entry.Name, out HostFunction function) == Status.Ok
            ? WasmValue.Signature(function.Expand())
            : null;
    }

    private static List<ModuleExport> ReadExports(in WasmModule module)
    {
        List<ModuleExport> exports = [];
        WasmReader reader = module.Exports();
        for (int i = 0; i < module.ExportCount; i++)
        {
            ExportEntry entry = WasmModule.ReadExport(ref reader);
            string type = entry.Kind switch
            {
                ExternalKind.Function => WasmValue.Signature(module.FunctionTypeOf(entry.Index)),
                ExternalKind.Global => GlobalType(in module, entry.Index),
                _ => "",
            };
            exports.Add(new ModuleExport(Encoding.UTF8.GetString(entry.Name), entry.Kind.ToString().ToLowerInvariant(), type));
        }
        return exports;
    }

    private static List<ModuleTable> ReadTables(WasmModule module)
    {
        List<ModuleTable> tables = [];
        for (int i = 0; i < module.TableCount; i++)
        {
            Limits limits = module.TableAt(i, out WasmType type);
            tables.Add(new ModuleTable(WasmValue.TypeName((byte)type), limits));
        }
        return tables;
    }

    private static List<string> ReadGlobals(WasmModule module)
    {
        List<string> globals = [];
        for (int i = 0; i < module.GlobalCount; i++)
            globals.Add(GlobalType(in module, i));
        return globals;
    }

    private static string GlobalType(in WasmModule module, int index)
    {
        WasmType type = module.GlobalTypeOf(index, out bool isMutable);
        return (isMutable ? "mut " : "") + WasmValue.TypeName((byte)type);
    }
}
