namespace Nf.Fuzz;

/// <summary>A quick digest of memory, to tell whether it changed. Not for secrets.</summary>
public unsafe struct StateDigest
{
    // The multiplier of Vigna's LCG: odd, so that no change of a word is lost.
    private const ulong Factor = 0xD1342543DE82EF95;

    private const int WordBytes = sizeof(ulong);

    /// <summary>The digest so far.</summary>
    public ulong Value { get; private set; }

    /// <summary>Goes on with more memory. O(bytes).</summary>
    /// <param name="start">The first byte, 8-byte aligned.</param>
    /// <param name="bytes">How many; what is behind the last whole word does not count.</param>
    public void Add(void* start, uint bytes)
    {
        ulong value = Value;
        ulong* words = (ulong*)start;
        for (uint i = 0; i < bytes / WordBytes; i++)
        {
            value = (value ^ words[i]) * Factor;
            value ^= value >> 29;
        }

        Value = value;
    }
}
