using System.Runtime;
using System.Runtime.CompilerServices;

namespace System.Threading;

/// <summary>Waiting for another thread. Threads themselves are started by the platform.</summary>
public static class Thread
{
    /// <summary>Lets another thread run, on Linux; nothing on a board. True if it may have run.</summary>
    public static bool Yield() => nf_thread_yield() != 0;

    /// <summary>Spends about <paramref name="iterations"/> loop turns.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void SpinWait(int iterations)
    {
        // The barrier keeps the loop from being removed.
        for (int i = 0; i < iterations; i++)
            Interlocked.MemoryBarrier();
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_thread_yield")]
    private static extern int nf_thread_yield();
}
