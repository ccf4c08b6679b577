using System.Linq;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>An open block of a function that is being lowered.</summary>
/// <param name="Opcode">What opened it; <see cref="Opcode.End"/> for the function.</param>
/// <param name="Type">Its parameters and results.</param>
/// <param name="IsLowered">Whether its values go through locals, and not over the operand stack.</param>
internal readonly record struct Block(Opcode Opcode, Signature Type, bool IsLowered)
{
    /// <summary>What a branch to it takes.</summary>
    public byte[] Label => Opcode == Opcode.Loop ? Type.Parameters : Type.Results;

    /// <summary>Whether a branch to it sets locals.</summary>
    public bool TakesLocals => IsLowered && Label.Length != 0;

    /// <summary>Whether wasm3 takes a block of that type: no parameters, and at most one result, an integer.</summary>
    /// <remarks>
    /// Where a branch has operands below its values, wasm3 copies the wrong ones to a block with several results, and to one with a float
    /// result it writes past the end of its stack; a loop's parameters it does not move at all.
    /// </remarks>
    public static bool IsPlain(Signature type) => type.Parameters.Length == 0 && type.Results.Length <= 1 && type.Results.All(IsInteger);

    private static bool IsInteger(byte type) => type is (byte)WasmType.I32 or (byte)WasmType.I64;
}
