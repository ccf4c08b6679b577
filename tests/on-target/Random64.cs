namespace Nf.OnTarget;

/// <summary>Seeded numbers, the same on every target (xorshift64: Marsaglia, "Xorshift RNGs", 2003).</summary>
public struct Random64
{
    private ulong _state;

    /// <summary>Starts a sequence.</summary>
    /// <param name="seed">Not 0.</param>
    public Random64(ulong seed) => _state = seed;

    /// <summary>The next number below <paramref name="limit"/>.</summary>
    public int Below(int limit)
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (int)((uint)(_state >> 33) % (uint)limit);
    }
}
