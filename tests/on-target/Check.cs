using System;
using System.Runtime.CompilerServices;

namespace Nf.OnTarget;

/// <summary>What one self-test found; it remembers the line of its first failed expectation.</summary>
public struct Check
{
    /// <summary>Source line of the first expectation that failed; 0 when none did.</summary>
    public int FailedLine { get; private set; }

    /// <summary>What that expectation found.</summary>
    public long Found { get; private set; }

    /// <summary>What it expected.</summary>
    public long Expected { get; private set; }

    /// <summary>Expects two numbers to be equal.</summary>
    public void Equal(long expected, long found, [CallerLineNumber] int line = 0)
    {
        if (expected == found || FailedLine != 0) return;
        FailedLine = line;
        Expected = expected;
        Found = found;
    }

    /// <summary>Expects a status.</summary>
    public void Equal(Status expected, Status found, [CallerLineNumber] int line = 0) => Equal((long)expected, (long)found, line);

    /// <summary>Expects equal bytes; reports the first difference, or the lengths.</summary>
    public void Equal(scoped ReadOnlySpan<byte> expected, scoped ReadOnlySpan<byte> found, [CallerLineNumber] int line = 0)
    {
        Equal(expected.Length, found.Length, line);
        for (int i = 0; i < expected.Length && i < found.Length; i++) Equal(expected[i], found[i], line);
    }

    /// <summary>Expects a condition.</summary>
    public void True(bool condition, [CallerLineNumber] int line = 0) => Equal(1, condition ? 1 : 0, line);
}
