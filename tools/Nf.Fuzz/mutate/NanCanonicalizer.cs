using System.Collections.Generic;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>
/// Makes the results of a module the same on every engine: behind each instruction whose NaN may have any bits (core specification 4.3.3)
/// stands then one that replaces a NaN by the canonical one.
/// </summary>
internal static class NanCanonicalizer
{
    private const ulong Single = 0x7FC00000, Double = 0x7FF8000000000000;

    /// <summary>Rewrites a module.</summary>
    public static void Apply(FuzzModule module)
    {
        for (int i = 0; i < module.Functions.Count; i++)
        {
            if (module.Functions[i].Code.Exists(instruction => Operations.MayMakeNan(instruction.Opcode)))
                Apply(module, module.Own(i));
        }
    }

    private static void Apply(FuzzModule module, FuzzFunction function)
    {
        long locals = module.Types[(int)function.Type].Parameters.Length;
        foreach ((uint count, _) in function.Locals)
            locals += count;
        function.Locals.Add((1, (byte)WasmType.F32));
        function.Locals.Add((1, (byte)WasmType.F64));
        List<FuzzInstruction> code = [];
        foreach (FuzzInstruction instruction in function.Code)
        {
            code.Add(instruction);
            if (!Operations.MayMakeNan(instruction.Opcode))
                continue;
            bool single = OperandTypes.Of(instruction.Opcode)[3] == (byte)WasmType.F32;
            uint local = (uint)(locals + (single ? 0 : 1));
            code.Add(FuzzInstruction.At(Opcode.LocalTee, local));
            code.Add(FuzzInstruction.Const(single ? WasmType.F32 : WasmType.F64, single ? Single : Double));
            code.Add(FuzzInstruction.At(Opcode.LocalGet, local));
            code.Add(FuzzInstruction.At(Opcode.LocalGet, local));
            code.Add(new FuzzInstruction(single ? Opcode.F32Eq : Opcode.F64Eq));
            code.Add(new FuzzInstruction(Opcode.Select));
        }
        function.Code.Clear();
        function.Code.AddRange(code);
    }
}
