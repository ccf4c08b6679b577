using System;
using System.Text;

namespace Nf.Build;

/// <summary>Intel HEX files. Source: Intel, Hexadecimal Object File Format Specification, revision A, 1988 (32-bit records).</summary>
internal static class IntelHex
{
    private const int RecordBytesMax = 16;
    private const byte Data = 0;
    private const byte EndOfFile = 1;
    private const byte ExtendedLinearAddress = 4;

    /// <summary>The file of an image.</summary>
    public static byte[] Encode(FlashImage image)
    {
        StringBuilder text = new();
        uint upper = 0;
        foreach (FlashSegment segment in image.Segments)
        {
            for (int at = 0; at < segment.Bytes.Length;)
            {
                uint address = segment.Address + (uint)at;
                if (address >> 16 != upper)
                {
                    upper = address >> 16;
                    Record(text, ExtendedLinearAddress, 0, [(byte)(upper >> 8), (byte)upper]);
                }
                // A record does not go over a border of 64 KiB, where its address would wrap around.
                int count = Math.Min(Math.Min(RecordBytesMax, segment.Bytes.Length - at), 0x10000 - (int)(address & 0xffff));
                Record(text, Data, (ushort)address, segment.Bytes.AsSpan(at, count));
                at += count;
            }
        }
        Record(text, EndOfFile, 0, []);
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static void Record(StringBuilder text, byte type, ushort address, ReadOnlySpan<byte> data)
    {
        byte[] record = [(byte)data.Length, (byte)(address >> 8), (byte)address, type, .. data, 0];
        byte sum = 0;
        foreach (byte value in record)
            sum += value;
        record[^1] = (byte)-sum;
        text.Append(':').Append(Convert.ToHexString(record)).Append('\n');
    }
}
