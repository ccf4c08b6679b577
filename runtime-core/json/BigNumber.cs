using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nf.Runtime;

/// <summary>
/// An unsigned integer of up to 832 bits, which is what comparing a decimal number with a boundary between two f64 takes: the largest has
/// 769 bits, 31 more so that its highest word is full, and 31 more when nine digits are looked at. 108 bytes.
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

    /// <summary>Zeros before the highest bit in the highest word; 32 for the number 0.</summary>
    public readonly int LeadingZeros => _length == 0 ? 32 : BitOperations.LeadingZeroCount(_words[_length - 1]);

    /// <summary>Takes another one away as often as it goes. O(words).</summary>
    /// <param name="divisor">Has no <see cref="LeadingZeros"/>, and goes less than 2^32 times.</param>
    /// <returns>How often it went.</returns>
    public uint Divide(in BigNumber divisor)
    {
        int length = divisor._length;
        if (_length < length) return 0;
        // Too few by four at most (Knuth, The Art of Computer Programming 2, 4.3.1), as the divisor's highest word is 2^31 or more.
        ulong top = ((ulong)(_length > length ? _words[length] : 0) << 32) | _words[length - 1];
        uint times = (uint)(top / (divisor._words[length - 1] + 1ul));
        Subtract(in divisor, times);
        for (; !IsBelow(in divisor); times++) Subtract(in divisor, 1);
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

    private void Subtract(in BigNumber other, uint times)
    {
        ulong carry = 0;
        long borrow = 0;
        for (int i = 0; i < _length; i++)
        {
            if (i < other._length) carry += (ulong)other._words[i] * times;
            borrow += (long)_words[i] - (uint)carry;
            _words[i] = (uint)borrow;
            borrow >>= 32;
            carry >>= 32;
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
