using System.Runtime.CompilerServices;

namespace Nf.Runtime;

/// <summary>
/// An unsigned integer of up to 832 bits, which is what comparing a decimal number with a boundary between two f64 takes: the largest is
/// 2^54 · 5^323 · 10, with 807 bits. 108 bytes.
/// </summary>
internal struct BigNumber
{
    private const int WordsMax = 26;
    private const uint FiveToThe13 = 1_220_703_125;

    private Storage _words;
    private int _length;

    /// <summary>Makes a number.</summary>
    public BigNumber(ulong value)
    {
        _words = default;
        _words[0] = (uint)value;
        _words[1] = (uint)(value >> 32);
        _length = 2;
        Trim();
    }

    /// <summary>Whether it is 0.</summary>
    public readonly bool IsZero => _length == 0;

    /// <summary>Multiplies it. O(words).</summary>
    public void Multiply(uint factor)
    {
        ulong carry = 0;
        for (int i = 0; i < _length; i++)
        {
            carry += (ulong)_words[i] * factor;
            _words[i] = (uint)carry;
            carry >>= 32;
        }

        if (carry != 0) _words[_length++] = (uint)carry;
    }

    /// <summary>Multiplies it by a power of five. O(words · exponent).</summary>
    public void MultiplyByPowerOfFive(int exponent)
    {
        for (; exponent >= 13; exponent -= 13) Multiply(FiveToThe13);
        for (; exponent > 0; exponent--) Multiply(5);
    }

    /// <summary>Multiplies it by a power of two. O(words).</summary>
    public void ShiftLeft(int bits)
    {
        int words = bits / 32;
        Multiply(1u << (bits % 32));
        if (_length == 0) return;
        for (int i = _length - 1; i >= 0; i--) _words[i + words] = _words[i];
        for (int i = 0; i < words; i++) _words[i] = 0;
        _length += words;
    }

    /// <summary>Takes another one away as often as it goes, which is a few times at most. O(words · result).</summary>
    /// <returns>How often it went; not more than <paramref name="max"/>.</returns>
    public int TakeAway(in BigNumber other, int max)
    {
        int times = 0;
        while (times < max && !IsBelow(in other))
        {
            Subtract(in other);
            times++;
        }

        return times;
    }

    private readonly bool IsBelow(in BigNumber other)
    {
        if (_length != other._length) return _length < other._length;
        for (int i = _length - 1; i >= 0; i--)
        {
            if (_words[i] != other._words[i]) return _words[i] < other._words[i];
        }

        return false;
    }

    private void Subtract(in BigNumber other)
    {
        long borrow = 0;
        for (int i = 0; i < _length; i++)
        {
            borrow += (long)_words[i] - (i < other._length ? other._words[i] : 0);
            _words[i] = (uint)borrow;
            borrow >>= 32;
        }

        Trim();
    }

    private void Trim()
    {
        while (_length != 0 && _words[_length - 1] == 0) _length--;
    }

    [InlineArray(WordsMax)]
    private struct Storage
    {
        private uint _first;
    }
}
