using System.Runtime.CompilerServices;
using System.Threading;

namespace Nf.Platform;

/// <summary>Edges between an interrupt, which puts them in, and the program, which takes them: the oldest 31 that were not taken yet.</summary>
internal struct EdgeQueue
{
    // A place stays empty: else full and empty would look the same.
    private const int Places = 32;

    private EdgeArray _edges;
    private int _first;
    private int _end;
    private uint _lostCount;

    /// <summary>Edges that found the queue full.</summary>
    public uint LostCount => Volatile.Read(ref _lostCount);

    /// <summary>Puts an edge in; the one caller is an interrupt. O(1).</summary>
    public void Put(PinEdge edge)
    {
        int next = (_end + 1) % Places;
        if (next == Volatile.Read(ref _first))
        {
            Volatile.Write(ref _lostCount, _lostCount + 1);
            return;
        }
        _edges[_end] = edge;
        Volatile.Write(ref _end, next);
    }

    /// <summary>Takes the oldest edge; the one caller is the program. O(1).</summary>
    public bool TryTake(out PinEdge edge)
    {
        bool hasEdge = _first != Volatile.Read(ref _end);
        edge = hasEdge ? _edges[_first] : default;
        if (hasEdge)
            Volatile.Write(ref _first, (_first + 1) % Places);
        return hasEdge;
    }

    [InlineArray(Places)]
    private struct EdgeArray
    {
        private PinEdge _first;
    }
}
