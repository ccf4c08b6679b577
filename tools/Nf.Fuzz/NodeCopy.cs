using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>
/// A package as a JavaScript engine can be compared on it: the metering's globals, memory and table are exported, floats cross as integers,
/// the start function is called by hand, and memory grows no further than the fuzzer's room.
/// </summary>
internal static class NodeCopy
{
    /// <summary>Makes the copy.</summary>
    public static byte[] Of(byte[] package)
    {
        FuzzModule module = FuzzModule.Read(package).Copy();
        List<(byte[] Name, ExternalKind Kind, uint Index)> exports = [.. module.Exports];
        module.Exports.Clear();
        module.Customs.RemoveAll(custom => !custom.Name.AsSpan().SequenceEqual("nf.passive"u8));
        for (int i = 0; i < exports.Count; i++)
        {
            if (exports[i].Kind == ExternalKind.Function)
                Export($"x{i}", ExternalKind.Function, Wrap(module, exports[i].Index));
        }
        for (int i = 0; i < module.FunctionCount - exports.Count(export => export.Kind == ExternalKind.Function); i++)
            Export($"f{i}", ExternalKind.Function, (uint)i);
        Export("F", ExternalKind.Global, (uint)module.Globals.Count - 2);
        Export("D", ExternalKind.Global, (uint)module.Globals.Count - 1);
        if (module.Memories.Count != 0)
        {
            module.Memories[0] = module.Memories[0] with { Maximum = Math.Min(module.Memories[0].Maximum, CaseRoom.Pages) };
            Export("m", ExternalKind.Memory, 0);
        }
        if (module.Tables.Count != 0)
            Export("t", ExternalKind.Table, 0);
        if (module.Start is { } start)
            Export("start", ExternalKind.Function, start);
        module.Start = null;
        return module.Encode();

        void Export(string name, ExternalKind kind, uint index) => module.Exports.Add((Encoding.UTF8.GetBytes(name), kind, index));
    }

    // A JavaScript number does not keep a NaN's bits.
    private static uint Wrap(FuzzModule module, uint index)
    {
        Signature type = module.TypeOf(index);
        FuzzFunction wrapper = new()
        {
            Type = module.TypeIndex(new Signature([.. type.Parameters.Select(Integer)], [.. type.Results.Select(Integer)])),
        };
        for (int i = 0; i < type.Parameters.Length; i++)
        {
            wrapper.Code.Add(FuzzInstruction.At(Opcode.LocalGet, (uint)i));
            Reinterpret(wrapper, type.Parameters[i], Opcode.F32ReinterpretI32, Opcode.F64ReinterpretI64);
        }
        wrapper.Code.Add(FuzzInstruction.At(Opcode.Call, index));
        foreach (byte result in type.Results)
            wrapper.Locals.Add((1, Integer(result)));
        for (int i = type.Results.Length - 1; i >= 0; i--)
        {
            Reinterpret(wrapper, type.Results[i], Opcode.I32ReinterpretF32, Opcode.I64ReinterpretF64);
            wrapper.Code.Add(FuzzInstruction.At(Opcode.LocalSet, (uint)(type.Parameters.Length + i)));
        }
        for (int i = 0; i < type.Results.Length; i++)
            wrapper.Code.Add(FuzzInstruction.At(Opcode.LocalGet, (uint)(type.Parameters.Length + i)));
        wrapper.Code.Add(new FuzzInstruction(Opcode.End));
        module.Functions.Add(wrapper);
        return (uint)module.FunctionCount - 1;
    }

    private static void Reinterpret(FuzzFunction function, byte type, Opcode single, Opcode real)
    {
        if (type == (byte)WasmType.F32)
            function.Code.Add(new FuzzInstruction(single));
        else if (type == (byte)WasmType.F64)
            function.Code.Add(new FuzzInstruction(real));
    }

    private static byte Integer(byte type) => (WasmType)type switch
    {
        WasmType.F32 => (byte)WasmType.I32,
        WasmType.F64 => (byte)WasmType.I64,
        _ => type,
    };
}
