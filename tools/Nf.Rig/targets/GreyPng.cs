using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using Nf.FirmwareHost;

namespace Nf.Rig;

/// <summary>Makes PNG files of what a display shows. Source: W3C, Portable Network Graphics, 2nd edition, chapters 5, 9 and 11.</summary>
internal static class GreyPng
{
    // As large as the picture that the emulator of a board takes.
    private const int Zoom = 4;

    // Of 4 bits to 8.
    private const int GreyStep = 17;

    private const byte BitsPerSample = 8;
    private const int HeaderBytes = 13;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Makes a file, each pixel of the display four by four.</summary>
    /// <param name="width">Columns of the display.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pixels">Row by row, two pixels a byte, the left one in the upper half.</param>
    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> pixels)
    {
        using MemoryStream file = new();
        file.Write(Signature);
        byte[] header = new byte[HeaderBytes];
        BinaryPrimitives.WriteInt32BigEndian(header, width * Zoom);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height * Zoom);
        header[8] = BitsPerSample;
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Compress(width, height, pixels));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Compress(int width, int height, ReadOnlySpan<byte> pixels)
    {
        using MemoryStream bytes = new();
        using (ZLibStream packed = new(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            // A row begins with its filter: none.
            byte[] row = new byte[1 + (width * Zoom)];
            for (int y = 0; y < height * Zoom; y++)
            {
                for (int x = 0; x < width * Zoom; x++)
                    row[1 + x] = GreyAt(pixels, (y / Zoom * width) + (x / Zoom));
                packed.Write(row);
            }
        }
        return bytes.ToArray();
    }

    private static byte GreyAt(ReadOnlySpan<byte> pixels, int index) =>
        (byte)((index % 2 == 0 ? pixels[index / 2] >> 4 : pixels[index / 2] & 0xF) * GreyStep);

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = [0, 0, 0, 0, .. type, .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        uint check = Crc32.Of(chunk.AsSpan(4, type.Length + data.Length));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), check);
        file.Write(chunk);
    }
}
