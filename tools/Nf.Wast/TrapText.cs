using System;

namespace Nf.Wast;

/// <summary>The specification's words for traps. Tests may give more words behind them.</summary>
/// <remarks>Source: the messages of the specification's reference interpreter, which its tests quote.</remarks>
internal static class TrapText
{
    private static readonly (string Text, Status Status)[] s_traps =
    [
        ("unreachable", Status.TrapUnreachable),
        ("out of bounds memory access", Status.TrapOutOfBoundsMemory),
        ("out of bounds table access", Status.TrapOutOfBoundsTable),
        ("undefined element", Status.TrapOutOfBoundsTable),
        ("uninitialized", Status.TrapNullElement),
        ("indirect call type mismatch", Status.TrapIndirectCallMismatch),
        ("integer divide by zero", Status.TrapDivideByZero),
        ("integer overflow", Status.TrapIntegerOverflow),
        ("invalid conversion to integer", Status.TrapInvalidConversion),
    ];

    /// <summary>The trap that is meant.</summary>
    /// <param name="text">The words of a test.</param>
    /// <returns>Ok when the words are not known.</returns>
    public static Status Parse(string text)
    {
        foreach ((string known, Status status) in s_traps)
        {
            if (text.StartsWith(known, StringComparison.Ordinal)) return status;
        }

        return Status.Ok;
    }
}
