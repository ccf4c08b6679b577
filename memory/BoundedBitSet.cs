using System;
using System.Numerics;

namespace Nf.Memory;

/// <summary>Small numbers as bits in memory of the caller: 32 to a word.</summary>
/// <remarks>A view: the words belong to the caller, who may make another view of them at each use. Not for several threads at
/// once.</remarks>
public readonly ref struct BoundedBitSet
{
    private readonly Span<uint> _words;
    private readonly int _capacity;

    /// <summary>A view of a set.</summary>
    /// <param name="words">The memory, all zero for an empty set.</param>
    /// <param name="capacity">Numbers from 0 to here, exclusive; at most 32 for each word, more counts as that.</param>
    public BoundedBitSet(Span<uint> words, int capacity)
    {
        // A span may hold more bits than an int can number.
        int most = words.Length > int.MaxValue / 32 ? int.MaxValue : words.Length * 32;
        _words = words;
        _capacity = capacity < 0 ? 0 : capacity > most ? most : capacity;
    }

    /// <summary>Numbers from 0 to here, exclusive, can be in the set.</summary>
    public int Capacity => _capacity;

    /// <summary>How many numbers are in the set. O(capacity / 32).</summary>
    public int Count
    {
        get
        {
            int count = 0;
            for (int word = 0; word < WordCount; word++)
                count += BitOperations.PopCount(Word(word));
            return count;
        }
    }

    /// <summary>Whether a number is in the set; false for one outside the capacity. O(1).</summary>
    /// <param name="number">Any number.</param>
    public bool Contains(int number) => IsInside(number) && (_words[number >> 5] & Bit(number)) != 0;

    /// <summary>Adds a number. O(1).</summary>
    /// <param name="number">0 .. <see cref="Capacity"/> - 1.</param>
    /// <returns><see cref="Status.OutOfRange"/>.</returns>
    public Status TryAdd(int number)
    {
        if (!IsInside(number))
            return Status.OutOfRange;
        _words[number >> 5] |= Bit(number);
        return Status.Ok;
    }

    /// <summary>Removes a number. O(1).</summary>
    /// <param name="number">0 .. <see cref="Capacity"/> - 1.</param>
    /// <returns><see cref="Status.OutOfRange"/>; <see cref="Status.NotFound"/> when it is not in the set.</returns>
    public Status TryRemove(int number)
    {
        if (!IsInside(number))
            return Status.OutOfRange;
        if (!Contains(number))
            return Status.NotFound;
        _words[number >> 5] &= ~Bit(number);
        return Status.Ok;
    }

    /// <summary>Adds the smallest number that is not in the set: a free place of a table. O(capacity / 32).</summary>
    /// <param name="number">The number; -1 on failure.</param>
    /// <returns><see cref="Status.Full"/>.</returns>
    public Status TryAddSmallest(out int number)
    {
        number = -1;
        for (int word = 0; word < WordCount; word++)
        {
            if (_words[word] == uint.MaxValue)
                continue;
            int smallest = word * 32 + BitOperations.TrailingZeroCount(~_words[word]);
            if (smallest >= _capacity)
                break;
            number = smallest;
            return TryAdd(smallest);
        }
        return Status.Full;
    }

    /// <summary>Finds the smallest number in the set that is not below another: <c>for (int i = s.Next(0); i &gt;= 0; i = s.Next(i +
    /// 1))</c>.
    /// O(capacity / 32).</summary>
    /// <param name="from">Where to start; negative counts as 0.</param>
    /// <returns>The number, or -1 when there is none.</returns>
    public int Next(int from)
    {
        from = from < 0 ? 0 : from;
        for (int word = from >> 5; word < WordCount; word++)
        {
            uint bits = Word(word);
            if (word == from >> 5)
                bits &= uint.MaxValue << (from & 31);
            if (bits != 0)
                return word * 32 + BitOperations.TrailingZeroCount(bits);
        }
        return -1;
    }

    /// <summary>Removes all numbers. O(capacity / 32).</summary>
    public void Clear() => _words.Slice(0, WordCount).Clear();

    private int WordCount => (int)(((uint)_capacity + 31) >> 5);

    // A word, without what lies behind the capacity in the last one.
    private uint Word(int word)
    {
        uint end = 32 * ((uint)word + 1);
        int above = end > (uint)_capacity ? (int)(end - (uint)_capacity) : 0;
        return _words[word] & (uint.MaxValue >> above);
    }

    private bool IsInside(int number) => (uint)number < (uint)_capacity;

    private static uint Bit(int number) => 1u << (number & 31);
}
