using System;

namespace Nf.Runtime;

/// <summary>
/// The hash of keys in lent memory. It is part of the layout: nf_collections.h and collections.ts compute the same. It is no secret, so
/// whoever chooses a map's keys can make them collide; then an operation looks at all slots, and at no more.
/// </summary>
/// <remarks>
/// Numbers are mixed by lowbias32 (Chris Wellons, "Prospecting for Hash Functions", 2018), strings by FNV-1a with 32 bits (RFC 9923) and
/// then mixed, since its low bits alone are poor. The top bit is set: a slot holds the hash of its key, or 0.
/// </remarks>
internal static class KeyHash
{
    /// <summary>Set in every hash, so that none is <see cref="Slot.Free"/>.</summary>
    public const uint Mark = 0x8000_0000;

    private const uint NaNHigh = 0x7FF8_0000;
    private const uint HighFactor = 0x9E37_79B1;

    /// <summary>The hash of a key that is no string; the same for keys that are the same (<see cref="KeyRule"/>). O(1).</summary>
    public static uint Of(ElementType type, WordPair key)
    {
        uint low = key.Low, high = type == ElementType.Int32 ? 0 : key.High;
        if (type == ElementType.Float64)
        {
            if (KeyRule.IsZero(key)) high = 0;
            if (KeyRule.IsNaN(key)) (low, high) = (0u, NaNHigh);
        }

        return Mix(low ^ unchecked(high * HighFactor)) | Mark;
    }

    /// <summary>The hash of a string. O(length).</summary>
    public static uint Of(ReadOnlySpan<byte> text)
    {
        uint hash = 2166136261;
        for (int i = 0; i < text.Length; i++) hash = unchecked((hash ^ text[i]) * 16777619);
        return Mix(hash) | Mark;
    }

    private static uint Mix(uint x)
    {
        x ^= x >> 16;
        x = unchecked(x * 0x7FEB_352D);
        x ^= x >> 15;
        x = unchecked(x * 0x846C_A68B);
        return x ^ (x >> 16);
    }
}
