namespace Nf.Runtime;

/// <summary>What happened in a pool since it was made, and what is in it now, read at one moment.</summary>
public struct PoolCounters
{
    /// <summary>Instances that were made.</summary>
    public ulong Created;

    /// <summary>Instances that were closed, for whatever reason. Those in use and idle are the others.</summary>
    public ulong Closed;

    /// <summary>Of the closed ones: those whose memory had grown too much.</summary>
    public ulong Recycled;

    /// <summary>Of the closed ones: those that trapped, or that their taker dropped.</summary>
    public ulong Tainted;

    /// <summary>Instances that were reset and lent again.</summary>
    public ulong Reused;

    /// <summary>Takers that had to wait.</summary>
    public ulong Waits;

    /// <summary>Of these: those that waited in vain.</summary>
    public ulong TimedOut;

    /// <summary>Linear memory of the idle instances in bytes.</summary>
    public ulong IdleBytes;

    /// <summary>Instances that are lent, or about to be or to come back.</summary>
    public int InUse;

    /// <summary>The largest <see cref="InUse"/> there was.</summary>
    public int HighWater;

    /// <summary>Instances that wait for a taker.</summary>
    public int Idle;

    /// <summary>Takers that wait for an instance.</summary>
    public int Waiting;
}
