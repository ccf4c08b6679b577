using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace Nf.Build;

/// <summary>UF2 files: blocks of 512 bytes, each of which says where its 256 bytes go.</summary>
/// <remarks>Source: Microsoft, USB Flashing Format (UF2).</remarks>
internal static class Uf2
{
    private const int BlockBytes = 512;
    private const int PayloadBytes = 256;
    private const int PayloadOffset = 32;
    private const uint FirstMagic = 0x0A324655;
    private const uint SecondMagic = 0x9E5D5157;
    private const uint LastMagic = 0x0AB16F30;
    private const uint HasFamily = 0x2000;

    /// <summary>The file of an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="family">The number of the chip's family.</param>
    public static byte[] Encode(FlashImage image, uint family)
    {
        SortedDictionary<uint, byte[]> pages = Pages(image);
        byte[] file = new byte[pages.Count * BlockBytes];
        int number = 0;
        foreach ((uint address, byte[] page) in pages)
        {
            Span<byte> block = file.AsSpan(number * BlockBytes, BlockBytes);
            Words(block, FirstMagic, SecondMagic, HasFamily, address, PayloadBytes, (uint)number, (uint)pages.Count, family);
            page.CopyTo(block[PayloadOffset..]);
            BinaryPrimitives.WriteUInt32LittleEndian(block[(BlockBytes - sizeof(uint))..], LastMagic);
            number++;
        }
        return file;
    }

    // Boot loaders want whole pages at their borders; what the image leaves open of one is as erased.
    private static SortedDictionary<uint, byte[]> Pages(FlashImage image)
    {
        SortedDictionary<uint, byte[]> pages = [];
        foreach (FlashSegment segment in image.Segments)
        {
            for (int at = 0; at < segment.Bytes.Length;)
            {
                uint address = segment.Address + (uint)at;
                uint offset = address % PayloadBytes;
                if (!pages.TryGetValue(address - offset, out byte[]? page))
                {
                    page = new byte[PayloadBytes];
                    Array.Fill(page, FlashImage.Erased);
                    pages.Add(address - offset, page);
                }
                int count = Math.Min(segment.Bytes.Length - at, PayloadBytes - (int)offset);
                segment.Bytes.AsSpan(at, count).CopyTo(page.AsSpan((int)offset));
                at += count;
            }
        }
        return pages;
    }

    private static void Words(Span<byte> block, params ReadOnlySpan<uint> words)
    {
        for (int i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(block[(i * sizeof(uint))..], words[i]);
    }
}
