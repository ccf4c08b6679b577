namespace Nf.Runtime;

/// <summary>
/// How a pool keeps its instances. All numbers may change while it is used (<see cref="InstancePool{THost, TRoom}.Configure"/>).
/// 24 bytes.
/// </summary>
public struct PoolSettings
{
    /// <summary>Instances in use at once, 0 to the pool's places; 0 lends none.</summary>
    public int Cap;

    /// <summary>Instances that are kept for the next taker, 0 to the pool's places.</summary>
    public int IdleMax;

    /// <summary>
    /// Linear memory of one instance in pages of 64 KiB; instances that were made under another ceiling are not used again.
    /// </summary>
    public uint MemoryPagesMax;

    /// <summary>An instance whose linear memory grew by more bytes than this is closed, so that the system gets its memory back.</summary>
    public uint GrowthBytesMax;

    /// <summary>Takers that may wait at once; the next one is told Full.</summary>
    public int WaitersMax;

    /// <summary>How long a taker waits that does not say so itself, in milliseconds; 0 does not wait.</summary>
    public uint WaitMilliseconds;
}
