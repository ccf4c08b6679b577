namespace Nf.Platform;

/// <summary>Marsaglia's xorshift32 (Journal of Statistical Software 8(14), 2003): never 0, period 2^32 - 1.</summary>
/// <remarks>For faults, not for secrets.</remarks>
public struct XorShift32
{
    private uint _state;

    /// <summary>Begins the sequence of a seed. O(1).</summary>
    /// <param name="seed">Any number but 0, which would stay 0.</param>
    public XorShift32(uint seed) => _state = seed;

    /// <summary>The next number. O(1).</summary>
    public uint Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return _state;
    }
}
