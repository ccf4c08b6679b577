using System;
using System.Collections.Generic;

namespace Nf.Fuzz;

/// <summary>A seeded generator of numbers: the same seed gives the same numbers on every machine.</summary>
/// <remarks>Source: SplitMix64, Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.</remarks>
public sealed class FuzzRandom(ulong seed)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private ulong _state = seed;

    /// <summary>The generator of one iteration of a run: it depends on nothing that happened in another.</summary>
    public static FuzzRandom Of(ulong runSeed, long iteration) => new(new FuzzRandom(runSeed ^ (ulong)iteration * Gamma).Next());

    /// <summary>A generator that goes on with the same numbers.</summary>
    public FuzzRandom Copy() => new(_state);

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        ulong z = _state += Gamma;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to below <paramref name="count"/>, which is 1 or more.</summary>
    public int Below(int count) => (int)((Next() >> 32) * (ulong)count >> 32);

    /// <summary>True once in <paramref name="count"/> times.</summary>
    public bool OneIn(int count) => Below(count) == 0;

    /// <summary>One of a list.</summary>
    public T Of<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    /// <summary>One of a span.</summary>
    public T Of<T>(ReadOnlySpan<T> list) => list[Below(list.Length)];
}
