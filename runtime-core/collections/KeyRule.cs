using System;

namespace Nf.Runtime;

/// <summary>
/// When two keys are the same: SameValueZero (ECMA-262, 7.2.12), on the bits. NaN is itself, whatever its bits; -0 is 0; strings are their
/// bytes.
/// </summary>
internal static unsafe class KeyRule
{
    private const uint Magnitude = 0x7FFF_FFFF;
    private const uint Infinity = 0x7FF0_0000;

    /// <summary>Compares two keys that are no strings. O(1).</summary>
    public static bool Same(ElementType type, WordPair a, WordPair b) => type switch
    {
        ElementType.Int32 => a.Low == b.Low,
        ElementType.Float64 => a.Cell == b.Cell || (IsZero(a) && IsZero(b)) || (IsNaN(a) && IsNaN(b)),
        _ => a.Cell == b.Cell,
    };

    /// <summary>The bytes of a string key. An empty one points nowhere. O(1).</summary>
    /// <returns>Ok, or TrapBadPointer.</returns>
    public static Status Text(HostCall* call, WordPair key, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (key.High == 0) return Status.Ok;
        Status status = call->TrySpan(key.Low, key.High, out Span<byte> bytes);
        text = bytes;
        return status;
    }

    /// <summary>Whether a float is 0 or -0. O(1).</summary>
    public static bool IsZero(WordPair bits) => bits.Low == 0 && (bits.High & Magnitude) == 0;

    /// <summary>Whether a float is no number. O(1).</summary>
    public static bool IsNaN(WordPair bits)
    {
        uint magnitude = bits.High & Magnitude;
        return magnitude > Infinity || (magnitude == Infinity && bits.Low != 0);
    }
}
