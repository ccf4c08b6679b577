using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Build;

/// <summary>
/// The C around a translated module: its imports as calls of the host, its exports as functions that take cells, and its
/// <c>nf_ahead_module</c> (runtime-core/native/include/nf_ahead.h).
/// </summary>
internal sealed class AheadGlue
{
    private const byte FunctionReference = 0x70;
    private const byte ExternalReference = 0x6F;

    private readonly SourceModule _module;
    private readonly string _name;
    private readonly bool _growsTables;
    private readonly uint[] _typeOf;
    private readonly int[] _typeNumbers;
    private readonly StringBuilder _c = new();
    private readonly Dictionary<Signature, int> _callers = [];

    private AheadGlue(SourceModule module, string name, bool growsTables)
    {
        _module = module;
        _name = name;
        _growsTables = growsTables;
        _typeOf = [.. module.Imports.Select(import => import.Type), .. module.Functions.Select(function => function.Type)];
        _typeNumbers = NumberTypes(module);
    }

    /// <summary>For each type the index of the first that is equal, and 1: what call_indirect compares.</summary>
    public static int[] NumberTypes(SourceModule module) => [.. module.Types.Select(type => module.Types.IndexOf(type) + 1)];

    /// <summary>Writes it.</summary>
    /// <param name="module">The module.</param>
    /// <param name="name">Its name in C, the module's name for wasm2c.</param>
    /// <param name="digest">SHA-256 of the package.</param>
    /// <param name="outline">See <see cref="ModuleSections.Outline"/>.</param>
    /// <param name="growsTables">Whether it contains table.grow.</param>
    /// <param name="files">What the files of the translated module are called, without extension.</param>
    public static string Write(
        SourceModule module, string name, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> outline, bool growsTables, string files = "module")
    {
        AheadGlue glue = new(module, name, growsTables);
        glue.Head(files);
        glue.Imports();
        glue.Functions();
        glue.Globals();
        glue.Fill();
        glue.Bytes("outline", outline);
        glue.Module(digest, outline.Length);
        return glue._c.ToString();
    }

    private string Record => $"Z_{_name}_instance_t";

    private int ImportCount => _module.Imports.Count;

    private void Line(string text) => _c.Append(text).Append('\n');

    private Signature SignatureOf(int function) => _module.Types[(int)_typeOf[function]];

    private void Head(string files)
    {
        Line("#include \"nf_ahead_module.h\"");
        Line("struct Z_h_instance_t;");
        for (int i = 0; i < ImportCount; i++)
            Line($"static {Prototype(i)};");
        Line($"#include \"{files}.h\"");
        Line($"#define NF_FUNCTIONS {_typeOf.Length}");
        Line("static const nf_ahead_function functions[NF_FUNCTIONS + 1];");
        Line($"#include \"{files}.inc\"");
    }

    private string Prototype(int import)
    {
        Signature type = SignatureOf(import);
        IEnumerable<string> parameters = type.Parameters.Select((t, i) => $", {TypeName(t)} p{i}");
        return $"{ResultType(type)} {TranslatedModule.ImportFunction(import)}(struct Z_h_instance_t *instance{string.Concat(parameters)})";
    }

    // The record's only field for imports is its first, and wasm2c passes either the field's address or its value: both are the record's
    // address here.
    private void Imports()
    {
        for (int i = 0; i < ImportCount; i++)
        {
            Signature type = SignatureOf(i);
            int results = type.Results.Length;
            Line($"static {Prototype(i)}");
            Line("{");
            Line($"    u64 cells[{Math.Max(1, results + type.Parameters.Length)}];");
            for (int k = 0; k < type.Parameters.Length; k++)
                Line($"    cells[{results + k}] = {ToCell(type.Parameters[k], $"p{k}")};");
            Line($"    NF_STATE->runtime->host(NF_STATE, {i}, cells, {results});");
            if (results == 1)
                Line($"    return {FromCell(type.Results[0], "cells[0]")};");
            else if (results > 1)
                Line($"    return ({ResultType(type)}){{{string.Join(", ", type.Results.Select((t, k) => FromCell(t, $"cells[{k}]")))}}};");
            Line("}");
        }
    }

    private void Functions()
    {
        HashSet<int> called = [.. _module.Exports.Where(export => export.Kind == ExternalKind.Function).Select(export => (int)export.Index)];
        if (_module.Start is uint start)
            called.Add((int)start);
        HashSet<int> referenced = [.. called, .. ReferencedFunctions()];
        foreach (int function in called)
            Caller(SignatureOf(function));
        Line("static const nf_ahead_function functions[NF_FUNCTIONS + 1] = {");
        for (int i = 0; i < _typeOf.Length; i++)
        {
            Signature type = SignatureOf(i);
            if (!referenced.Contains(i))
                continue;
            string code = i < ImportCount ? TranslatedModule.ImportFunction(i) : $"w2c_f{i}";
            string caller = called.Contains(i) ? $"call_{_callers[type]}" : "NULL";
            Line($"    [{i}] = {{(nf_ahead_code){code}, {caller}, {_typeNumbers[(int)_typeOf[i]]}, {type.Parameters.Length}, {type.Results.Length}}},");
        }
        Line("};");
    }

    // A function whose number only nf.passive holds is not told from its other numbers: then all may be meant.
    private IEnumerable<int> ReferencedFunctions() =>
        _module.Imports.Any(import => import.Module.AsSpan().SequenceEqual(LoweredFunctions.Module) && import.Name.AsSpan().SequenceEqual("table_init"u8))
            ? Enumerable.Range(0, _typeOf.Length)
            : _module.Elements.SelectMany(segment => segment.Functions).Where(function => function != Segment.Null).Select(function => (int)function);

    // One for each type, not for each function.
    private void Caller(Signature type)
    {
        if (!_callers.TryAdd(type, _callers.Count))
            return;
        IEnumerable<string> types = type.Parameters.Select(t => $", {TypeName(t)}");
        IEnumerable<string> arguments = type.Parameters.Select((t, i) => $", {FromCell(t, $"arguments[{i}]")}");
        string call = $"(({ResultType(type)} (*)(void *{string.Concat(types)}))code)(instance{string.Concat(arguments)})";
        Line($"static void call_{_callers[type]}(nf_ahead_code code, void *instance, const u64 *arguments, u64 *results)");
        Line("{");
        Line("    (void)arguments, (void)results;");
        if (type.Results.Length == 0)
        {
            Line($"    {call};");
        }
        else if (type.Results.Length == 1)
        {
            Line($"    {TypeName(type.Results[0])} result = {call};");
            Line($"    results[0] = {ToCell(type.Results[0], "result")};");
        }
        else
        {
            Line($"    {ResultType(type)} result = {call};");
            for (int i = 0; i < type.Results.Length; i++)
                Line($"    results[{i}] = {ToCell(type.Results[i], $"result.{Letter(type.Results[i])}{i}")};");
        }
        Line("}");
    }

    private void Globals()
    {
        Line($"static const nf_ahead_global globals[{_module.Globals.Count + 1}] = {{");
        for (int i = 0; i < _module.Globals.Count; i++)
        {
            int bytes = (WasmType)_module.Globals[i][0] switch
            {
                WasmType.I32 or WasmType.F32 => 4,
                WasmType.I64 or WasmType.F64 => 8,
                _ => 0,
            };
            Line($"    {{offsetof({Record}, w2c_g{i}), {bytes}}},");
        }
        Line("};");
    }

    // The parts of a record that wasm2c fills, where the module has them.
    private void Fill()
    {
        Line("static void fill(void *record)");
        Line("{");
        Line($"    {Record} *instance = record;");
        Line("    (void)instance;");
        if (ImportCount != 0)
            Line("    instance->Z_h_instance = record;");
        if (_module.Globals.Count != 0)
            Line("    init_globals(instance);");
        if (_module.Memories.Count != 0)
            Line("    init_memories(instance);");
        if (_module.Tables.Count != 0)
            Line("    init_tables(instance);");
        // Without a memory or a table nothing reads them.
        if (_module.Memories.Count != 0 && _module.Data.Any(segment => segment.Mode != Nf.Package.SegmentMode.Active))
            Line("    init_data_instances(instance);");
        if (_module.Tables.Count != 0 && _module.Elements.Any(segment => segment.Mode == Nf.Package.SegmentMode.Passive))
            Line("    init_elem_instances(instance);");
        Line("}");
    }

    private void Bytes(string name, ReadOnlySpan<byte> bytes)
    {
        Line($"static const u8 {name}[] = {{");
        for (int at = 0; at < bytes.Length; at += 32)
            Line($"    {string.Join(", ", bytes[at..Math.Min(at + 32, bytes.Length)].ToArray())},");
        Line("};");
    }

    private void Module(ReadOnlySpan<byte> digest, int outlineBytes)
    {
        bool hasFunctionTable = _module.Tables.Count != 0 && _module.Tables[0][0] == FunctionReference;
        Line($"extern const u32 nf_ahead_{_name}_frame_bytes_max;");
        Line($"const nf_ahead_module nf_ahead_{_name} = {{");
        Line("    .abi = NF_ENGINE_ABI,");
        Line("#if defined(NF_AHEAD_GUARD_PAGES)");
        Line("    .flags = NF_AHEAD_GUARD,");
        Line("#endif");
        Line($"    .digest = {{{string.Join(", ", digest.ToArray())}}},");
        Line("    .outline = outline,");
        Line($"    .outline_bytes = {outlineBytes},");
        Line($"    .instance_bytes = sizeof({Record}),");
        Line($"    .memory_offset = {(_module.Memories.Count != 0 ? $"offsetof({Record}, w2c_M0)" : "UINT32_MAX")},");
        Line($"    .table_offset = {(hasFunctionTable ? $"offsetof({Record}, w2c_T0)" : "UINT32_MAX")},");
        Line($"    .import_count = {ImportCount},");
        Line("    .function_count = NF_FUNCTIONS,");
        Line($"    .global_count = {_module.Globals.Count},");
        Line($"    .start_function = {(_module.Start is uint start ? start.ToString(CultureInfo.InvariantCulture) : "UINT32_MAX")},");
        Line($"    .frame_bytes_max = &nf_ahead_{_name}_frame_bytes_max,");
        Line($"    .grows_tables = {(_growsTables ? 1 : 0)},");
        Line("    .functions = functions,");
        Line("    .globals = globals,");
        Line("    .fill = fill,");
        Line("};");
    }

    private static string TypeName(byte type) => (WasmType)type switch
    {
        WasmType.I32 => "u32",
        WasmType.I64 => "u64",
        WasmType.F32 => "f32",
        WasmType.F64 => "f64",
        _ => type == ExternalReference ? "wasm_rt_externref_t" : "wasm_rt_funcref_t",
    };

    // wasm2c's letters for the fields and names of several results.
    private static char Letter(byte type) => (WasmType)type switch
    {
        WasmType.I32 => 'i',
        WasmType.I64 => 'j',
        WasmType.F32 => 'f',
        WasmType.F64 => 'd',
        _ => type == ExternalReference ? 'e' : 'r',
    };

    private static string ResultType(Signature type) => type.Results.Length switch
    {
        0 => "void",
        1 => TypeName(type.Results[0]),
        _ => $"struct wasm_multi_{string.Concat(type.Results.Select(Letter))}",
    };

    private static string ToCell(byte type, string value) => (WasmType)type switch
    {
        WasmType.I32 or WasmType.I64 => value,
        WasmType.F32 => $"i32_reinterpret_f32({value})",
        WasmType.F64 => $"i64_reinterpret_f64({value})",
        _ => type == ExternalReference ? value : $"nf_cell_of_reference(functions, NF_FUNCTIONS, {value})",
    };

    private static string FromCell(byte type, string cell) => (WasmType)type switch
    {
        WasmType.I32 => $"(u32){cell}",
        WasmType.I64 => cell,
        WasmType.F32 => $"f32_reinterpret_i32((u32){cell})",
        WasmType.F64 => $"f64_reinterpret_i64({cell})",
        _ => type == ExternalReference ? $"(u32){cell}" : $"nf_reference_of_cell(functions, NF_FUNCTIONS, instance, {cell})",
    };
}
