using System;
using System.Collections.Generic;
using System.Linq;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>A function whose control flow is lowered, with the module's indices: without dead code, tail calls, and values of blocks.</summary>
/// <param name="Type">Its parameters and results.</param>
/// <param name="Locals">Its declared locals, with those that hold values of blocks: how many of which type.</param>
/// <param name="Code">Its instructions.</param>
/// <param name="IsCharged">Whether it calls what may call again, and so is charged a level of depth.</param>
/// <param name="Results">
/// The locals in which a charged function leaves its results; empty when they stay on the operand stack.
/// </param>
internal sealed record LoweredBody(
    Signature Type, IReadOnlyList<(uint Count, byte Type)> Locals, ReadOnlyMemory<byte> Code, bool IsCharged, IReadOnlyList<uint> Results)
{
    /// <summary>Declared locals; parameters are not among them.</summary>
    public uint LocalCount => (uint)Locals.Sum(group => group.Count);

    /// <summary>A cursor at its first instruction, which ends with its last one.</summary>
    public WasmReader Reader() => new(Code.Span, 0, Code.Length);
}
