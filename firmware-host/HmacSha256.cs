using System;
using System.Runtime.CompilerServices;

namespace Nf.FirmwareHost;

/// <summary>HMAC-SHA-256: a tag that only who knows the key can make. Source: RFC 2104, FIPS 198-1. 216 bytes, no allocation.</summary>
/// <remarks>
/// Call <see cref="Initialize"/> first, then <see cref="Append"/> as often as needed, then <see cref="Finish"/> once. A copy taken after
/// <see cref="Initialize"/> begins another message with the same key without touching the key again.
/// </remarks>
public struct HmacSha256
{
    private const int BlockSize = 64;
    private const byte InnerPad = 0x36;
    private const byte OuterPad = 0x5c;

    private Sha256 _inner;
    private Sha256 _outer;

    /// <summary>Takes the key. O(bytes).</summary>
    /// <param name="key">Any number of bytes; more than 64 are hashed first, less than 32 are weaker than the tag.</param>
    public void Initialize(scoped ReadOnlySpan<byte> key)
    {
        Block block = default;
        if (key.Length <= BlockSize)
        {
            key.CopyTo(block);
        }
        else
        {
            Sha256 hash = default;
            hash.Initialize();
            hash.Append(key);
            // The block is longer than a digest, so this can't fail.
            _ = hash.Finish(block);
        }
        Begin(ref _inner, ref block, InnerPad);
        // What the first pad did to the block is undone together with the second.
        Begin(ref _outer, ref block, InnerPad ^ OuterPad);
        ((Span<byte>)block).Clear();
    }

    /// <summary>Adds bytes to the message. O(bytes).</summary>
    /// <param name="data">Any number of bytes.</param>
    public void Append(scoped ReadOnlySpan<byte> data) => _inner.Append(data);

    /// <summary>Ends the message and gives its tag. O(1).</summary>
    /// <param name="tag">The 32 bytes.</param>
    public void Finish(out Digest tag)
    {
        tag = default;
        _ = _inner.Finish(tag);
        _outer.Append(tag);
        _ = _outer.Finish(tag);
    }

    private static void Begin(ref Sha256 hash, ref Block block, byte pad)
    {
        for (int i = 0; i < BlockSize; i++)
            block[i] ^= pad;
        hash.Initialize();
        hash.Append(block);
    }

    [InlineArray(BlockSize)]
    private struct Block
    {
        private byte _element;
    }
}
