using System.Runtime.CompilerServices;

namespace Nf.Bench;

/// <summary>How long an operation took, how often: one bin a unit of the counter. About 4 KB, integers only.</summary>
public struct LatencyHistogram
{
    /// <summary>Longer operations share the last bin; <see cref="Highest"/> stays exact.</summary>
    public const int BinCount = 2048;

    private Bins _bins;

    /// <summary>Operations recorded, at most 65,535.</summary>
    public int Count { get; private set; }

    /// <summary>The shortest; 0 when there is none.</summary>
    public uint Lowest { get; private set; }

    /// <summary>The longest; 0 when there is none.</summary>
    public uint Highest { get; private set; }

    /// <summary>Which operation was the longest, counted from 0.</summary>
    public int HighestIndex { get; private set; }

    /// <summary>Counts one operation. O(1).</summary>
    /// <param name="elapsed">What it took.</param>
    /// <returns><see cref="Status.Full"/> when there are 65,535 already; nothing changed.</returns>
    public Status Record(uint elapsed)
    {
        if (Count == ushort.MaxValue)
            return Status.Full;
        if (Count == 0 || elapsed < Lowest)
            Lowest = elapsed;
        if (Count == 0 || elapsed > Highest)
        {
            Highest = elapsed;
            HighestIndex = Count;
        }
        _bins[(int)(elapsed < BinCount ? elapsed : BinCount - 1)]++;
        Count++;
        return Status.Ok;
    }

    /// <summary>The smallest value that at least half of the operations did not exceed; 0 when there are none. O(bins).</summary>
    public readonly uint Median
    {
        get
        {
            int below = 0;
            for (int bin = 0; bin < BinCount; bin++)
            {
                below += _bins[bin];
                if (below > 0 && below * 2 >= Count)
                    return (uint)bin;
            }
            return 0;
        }
    }

    [InlineArray(BinCount)]
    private struct Bins
    {
        private ushort _first;
    }
}
