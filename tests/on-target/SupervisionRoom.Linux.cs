using Nf.Platform;

namespace Nf.OnTarget;

/// <summary>The memory that supervised guests share out, on Linux, where the engine's code pages are 32 KiB.</summary>
internal static unsafe class SupervisionRoom
{
    /// <summary>Its size.</summary>
    public const int Bytes = 1 << 20;

    private static byte* s_start;

    /// <summary>Takes it, all zero, from whoever had it.</summary>
    /// <returns>The first byte; null when there is no memory.</returns>
    public static byte* Take()
    {
        delegate* unmanaged<byte*, uint, void> discard = &MemoryMapping.Discard;
        if (s_start == null) _ = MemoryMapping.TryMap(Bytes, out s_start);
        else discard(s_start, Bytes);
        return s_start;
    }
}
