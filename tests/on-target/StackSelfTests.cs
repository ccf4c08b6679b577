using System;
using System.Runtime.CompilerServices;
using Nf.Platform;

namespace Nf.OnTarget;

/// <summary>The high-water mark of the native stack.</summary>
internal static class StackSelfTests
{
    private const int FrameBytesMin = 64;
    private const int LevelsMax = 1000;

    /// <summary>The mark grows with the depth of calls, stays when they return, and lies inside the stack.</summary>
    public static void HighWaterMark(ref Check check)
    {
        GuestThread.MeasureStack(out int before, out int stackBytes);
        // On .NET the stack is the system's.
        if (stackBytes == 0)
        {
            check.Equal(0, before);
            return;
        }

        check.True(before > 0);
        // What ran before this test left its own mark: first to where that is passed.
        int levels = 1;
        while (levels < LevelsMax && Descend(levels) == before) levels++;
        check.True(levels < LevelsMax);
        int shallow = Descend(levels);
        int deep = Descend(levels + 10);
        check.True(shallow > before);
        check.True(deep >= shallow + 10 * FrameBytesMin);
        GuestThread.MeasureStack(out int after, out _);
        check.Equal(deep, after);
        check.True(after < stackBytes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Descend(int levels)
    {
        Span<int> frame = stackalloc int[FrameBytesMin / sizeof(int)];
        frame.Fill(levels);
        GuestThread.MeasureStack(out int used, out _);
        int deepest = levels == 0 ? used : Descend(levels - 1);
        return deepest + frame[levels & 7] - levels;
    }
}
