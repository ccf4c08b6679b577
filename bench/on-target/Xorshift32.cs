namespace Nf.Bench;

/// <summary>Random numbers that are the same in every run and on every board. 4 bytes.</summary>
/// <remarks>Source: G. Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8(14), 2003; shifts 13, 17, 5.</remarks>
public struct Xorshift32
{
    private uint _state;

    /// <summary>Starts a sequence.</summary>
    /// <param name="seed">Names the sequence; 0 counts as 1.</param>
    public Xorshift32(uint seed) => _state = seed == 0 ? 1 : seed;

    /// <summary>The next number below a limit; the bias is below limit / 2^32. O(1).</summary>
    /// <param name="limit">1 or more.</param>
    public uint Below(uint limit)
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (uint)(((ulong)_state * limit) >> 32);
    }
}
