namespace System;

/// <summary>Comparing and searching spans.</summary>
public static class MemoryExtensions
{
    /// <summary>Whether both have the same length and equal elements. O(n).</summary>
    public static bool SequenceEqual<T>(this Span<T> span, ReadOnlySpan<T> other)
        where T : IEquatable<T>
        => SequenceEqual((ReadOnlySpan<T>)span, other);

    /// <summary>Whether both have the same length and equal elements. O(n).</summary>
    public static bool SequenceEqual<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other)
        where T : IEquatable<T>
    {
        if (span.Length != other.Length)
            return false;
        for (int i = 0; i < span.Length; i++)
        {
            if (!span[i].Equals(other[i]))
                return false;
        }

        return true;
    }

    /// <summary>Whether the span begins with the elements of <paramref name="value"/>. O(n).</summary>
    public static bool StartsWith<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value)
        where T : IEquatable<T>
        => span.Length >= value.Length && SequenceEqual(span.Slice(0, value.Length), value);

    /// <summary>The index of the first element equal to <paramref name="value"/>; -1 when there is none. O(n).</summary>
    public static int IndexOf<T>(this Span<T> span, T value)
        where T : IEquatable<T>
        => IndexOf((ReadOnlySpan<T>)span, value);

    /// <summary>The index of the first element equal to <paramref name="value"/>; -1 when there is none. O(n).</summary>
    public static int IndexOf<T>(this ReadOnlySpan<T> span, T value)
        where T : IEquatable<T>
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (span[i].Equals(value))
                return i;
        }

        return -1;
    }
}
