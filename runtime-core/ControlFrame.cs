using System;

namespace Nf.Runtime;

/// <summary>An open block of the function that is being validated. 32 bytes.</summary>
/// <remarks>Source: WebAssembly core specification, appendix "Validation Algorithm".</remarks>
internal struct ControlFrame
{
    /// <summary>Metering: what the region's charge holds beyond its instructions so far; for other blocks a part of it.</summary>
    public long Uncharged;

    /// <summary>Its parameters and results.</summary>
    public TypeRange Type;

    /// <summary>Where its operands begin.</summary>
    public int Base;

    /// <summary>What the blocks around it keep, see <see cref="ValidationLimits.Values"/>.</summary>
    public int KeptBefore;

    /// <summary>Metering: byte offset of the region's charge.</summary>
    public int ChargeAt;

    /// <summary>What opened it: block, loop, if, else; <see cref="Opcode.End"/> for the function.</summary>
    public Opcode Opcode;

    /// <summary>True behind an unconditional branch, where operands are whatever is asked for.</summary>
    public bool Unreachable;

    /// <summary>What a branch to it takes: a loop's parameters, else the results.</summary>
    public readonly ReadOnlySpan<byte> Label(ReadOnlySpan<byte> module) =>
        Opcode == Opcode.Loop ? Type.Parameters(module) : Type.Results(module);

    /// <summary>True when fuel is charged at its head: a loop, a function.</summary>
    public readonly bool IsRegion => Opcode is Opcode.Loop or Opcode.End;
}
