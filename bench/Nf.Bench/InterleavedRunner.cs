using System;
using System.Diagnostics;
using System.Linq;

namespace Nf.Bench;

/// <summary>
/// Measures ours and the baseline in turns and takes the median of the rounds' ratios: what disturbs the machine for longer than a
/// round disturbs both. Counts the thread's processor time, so that programs that take the processor away do not count.
/// </summary>
internal sealed class InterleavedRunner
{
    private const double SampleNanoseconds = 2e6;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(500);

    // The JIT compiles a method for speed after 30 calls.
    private const int WarmUpCalls = 64;
    private const int Rounds = 201;
    private const int OperationsForBytes = 1_000_000;

    public static Result Run(Comparison comparison)
    {
        int ourCount = WarmUp(comparison.Ours);
        int baselineCount = WarmUp(comparison.Baseline);
        double[] ours = new double[Rounds], baseline = new double[Rounds], ratios = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            // Neither is always the one that finds the other's cache.
            bool oursFirst = round % 2 == 0;
            if (oursFirst) ours[round] = Sample(comparison.Ours, ourCount);
            baseline[round] = Sample(comparison.Baseline, baselineCount);
            if (!oursFirst) ours[round] = Sample(comparison.Ours, ourCount);
            ratios[round] = ours[round] / baseline[round];
        }
        Array.Sort(ratios);
        int operations = Math.Min(OperationsForBytes, ourCount * Rounds);
        long bytes = BytesOf(comparison.Ours, operations);
        double ratio = ratios[Rounds / 2];
        bool met = ratio <= (comparison.AimRatio ?? double.MaxValue) && (bytes == 0 || !comparison.MustNotAllocate);
        return new Result(comparison.Name, ratio, Median(ours), Median(baseline), comparison.BaselineName, bytes, operations,
            ratios[Rounds / 10], ratios[Rounds - 1 - Rounds / 10], comparison.AimRatio, met);
    }

    // Gives the number of operations that fill a sample.
    private static int WarmUp(Action<int> work)
    {
        long start = Stopwatch.GetTimestamp();
        int count = 1;
        double nanoseconds = 0;
        for (int call = 0; call < WarmUpCalls || Stopwatch.GetElapsedTime(start) < s_warmUp; call++)
        {
            nanoseconds = Sample(work, count);
            if (nanoseconds * count < SampleNanoseconds / 2) count *= 2;
        }
        return (int)Math.Max(1, SampleNanoseconds / nanoseconds);
    }

    // Nanoseconds for one operation.
    private static double Sample(Action<int> work, int count)
    {
        ulong begin = NativeBaseline.ThreadNanoseconds();
        work(count);
        return (double)(NativeBaseline.ThreadNanoseconds() - begin) / count;
    }

    private static long BytesOf(Action<int> work, int operations)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        work(operations);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
