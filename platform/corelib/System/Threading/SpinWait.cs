namespace System.Threading;

/// <summary>Waits a little longer each time: a few turns at first, then giving the processor away.</summary>
public struct SpinWait
{
    private const int YieldThreshold = 10;

    private int _count;

    /// <summary>How often <see cref="SpinOnce()"/> was called.</summary>
    public readonly int Count => _count;

    /// <summary>Whether the next wait gives the processor away.</summary>
    public readonly bool NextSpinWillYield => _count >= YieldThreshold;

    /// <summary>Waits once.</summary>
    public void SpinOnce()
    {
        if (NextSpinWillYield)
            Thread.Yield();
        else
            Thread.SpinWait(4 << (_count & 7));
        _count = _count == int.MaxValue ? YieldThreshold : _count + 1;
    }

    /// <summary>Begins anew with short waits.</summary>
    public void Reset() => _count = 0;
}
