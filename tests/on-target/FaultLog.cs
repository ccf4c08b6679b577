using System.Runtime.CompilerServices;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>The first faults of guests that a supervisor reported, and how many there were.</summary>
internal struct FaultLog
{
    private const int EntriesMax = 6;

    private Entries _entries;

    /// <summary>Faults in all.</summary>
    public int Count { get; private set; }

    /// <summary>The function in which the last one happened.</summary>
    public uint LastFunction { get; private set; }

    /// <summary>Adds one.</summary>
    public void Add(int place, Status fault, ulong milliseconds, in Backtrace backtrace)
    {
        if (Count < EntriesMax) _entries[Count] = new Entry { Place = place, Fault = fault, Milliseconds = milliseconds };
        Count++;
        LastFunction = backtrace.Count == 0 ? uint.MaxValue : backtrace.Frames[0].FunctionIndex;
    }

    /// <summary>Expects one of the first faults.</summary>
    public readonly void Expect(int index, int place, Status fault, ulong milliseconds, ref Check check, [CallerLineNumber] int line = 0)
    {
        check.True(index < Count && index < EntriesMax, line);
        if (index >= EntriesMax) return;
        check.Equal(place, _entries[index].Place, line);
        check.Equal(fault, _entries[index].Fault, line);
        check.Equal((long)milliseconds, (long)_entries[index].Milliseconds, line);
    }

    private struct Entry
    {
        public int Place;
        public Status Fault;
        public ulong Milliseconds;
    }

    [InlineArray(EntriesMax)]
    private struct Entries
    {
        private Entry _first;
    }
}
