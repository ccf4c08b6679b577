namespace Nf.Runtime;

/// <summary>What a pool has beside its places; it stands before them in the caller's memory.</summary>
internal unsafe struct PoolState<TRoom>
    where TRoom : unmanaged, IInstanceRoom
{
    internal const int EndOfList = -1;

    /// <summary>Guards all of it but what a lent or leaving place's owner has for itself.</summary>
    internal int Lock;

    internal int Places;
    internal int FirstIdle;
    internal int FirstFree;
    internal PoolSettings Settings;
    internal PoolCounters Counters;
    internal PoolWaiters Waiters;
    internal TRoom Room;
    internal byte* Wasm;
    internal int WasmBytes;
}
