using System;
using Nf.Build;
using Nf.Runtime;

namespace Nf.Wast;

/// <summary>
/// Failures that the size of a board explains: the specification leaves depth of calls and growth of memory to the implementation, its
/// tests take both for granted.
/// </summary>
internal static class BoardLimit
{
    private const uint PageBytes = 65536;

    /// <summary>What a command that failed met.</summary>
    /// <param name="board">Where it ran.</param>
    /// <param name="module">The module of its instance; empty for commands about none.</param>
    /// <param name="result">What was found.</param>
    /// <returns>A name to count it under; null when the size does not explain it.</returns>
    public static string? Explain(BoardDescription board, ReadOnlyMemory<byte> module, in CommandResult result)
    {
        if (!board.IsCortexM) return null;
        if (result.Found is Status.TrapStackOverflow or Status.TrapOutOfDepth) return FeatureName.Depth;
        // Either -1 was found, or what followed from it.
        bool mayFollow = result.Found is Status.Ok or Status.TrapOutOfBoundsMemory;
        return mayFollow && GrowsBeyond(module.Span, (uint)board.LinearMemoryBytes / PageBytes) ? FeatureName.Growth : null;
    }

    // Whether the module holds a memory.grow that the board must refuse although the module's own limits allow it.
    private static unsafe bool GrowsBeyond(ReadOnlySpan<byte> wasm, uint pages)
    {
        fixed (byte* bytes = wasm)
        {
            if (WasmModule.Open(bytes, wasm.Length, out WasmModule module, out _) != Status.Ok) return false;
            return module.HasMemory && module.Memory.Maximum > pages && HasGrow(in module);
        }
    }

    private static bool HasGrow(in WasmModule module)
    {
        SectionRange code = module.Section(SectionId.Code);
        WasmReader reader = new(module.Bytes, code.Start, code.End);
        int bodies = code.Start == 0 ? 0 : reader.ReadCount();
        for (int i = 0; i < bodies && !reader.Failed; i++)
        {
            int outerEnd = reader.Enter(reader.ReadU32());
            if (BodyHasGrow(ref reader)) return true;
            reader.Leave(outerEnd);
        }

        return false;
    }

    private static bool BodyHasGrow(ref WasmReader reader)
    {
        int groups = reader.ReadCount();
        for (int i = 0; i < groups && !reader.Failed; i++)
        {
            reader.ReadU32();
            reader.ReadType();
        }

        while (!reader.AtEnd && !reader.Failed)
        {
            Instruction.Read(ref reader, out Instruction instruction);
            if (instruction.Opcode == Opcode.MemoryGrow && !reader.Failed) return true;
        }

        return false;
    }
}
