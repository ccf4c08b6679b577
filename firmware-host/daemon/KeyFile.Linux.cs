using System;
using System.Runtime.InteropServices;

namespace Nf.FirmwareHost;

/// <summary>A file with a key: its bytes, or their hexadecimal digits as text, with any space around them.</summary>
internal static unsafe class KeyFile
{
    /// <summary>Bytes of a key at least: what the module store asks for.</summary>
    public const int BytesMin = Sha256.DigestSize;

    // Two digits a byte of the longest key, and some space.
    private const int FileBytesMax = 280;
    private const int CloseOnExecute = 0x8_0000;

    /// <summary>Reads it. Three system calls.</summary>
    /// <param name="path">In UTF-8, ended by a zero.</param>
    /// <param name="key">Gets the key.</param>
    /// <param name="bytes">Its length.</param>
    /// <returns>Ok; FileUnreadable; InvalidArgument for a key that is too short or too long.</returns>
    public static Status Read(ReadOnlySpan<byte> path, Span<byte> key, out int bytes)
    {
        bytes = 0;
        FileBytes content = default;
        int file;
        nint count;
        fixed (byte* name = path) file = open(name, CloseOnExecute);
        if (file < 0) return Status.FileUnreadable;
        count = read(file, &content, FileBytesMax);
        _ = close(file);
        if (count < 0) return Status.FileUnreadable;
        return count == FileBytesMax ? Status.InvalidArgument : Take(new ReadOnlySpan<byte>(&content, (int)count), key, out bytes);
    }

    /// <summary>The key of a file's bytes. O(bytes).</summary>
    public static Status Take(ReadOnlySpan<byte> content, Span<byte> key, out int bytes)
    {
        ReadOnlySpan<byte> text = Trim(content);
        bool isText = text.Length != 0 && text.Length % 2 == 0;
        for (int i = 0; i < text.Length && isText; i++) isText = DigitOf(text[i]) >= 0;
        bytes = isText ? text.Length / 2 : content.Length;
        if (bytes < BytesMin || bytes > key.Length) return Status.InvalidArgument;
        for (int i = 0; i < bytes; i++)
            key[i] = isText ? (byte)(DigitOf(text[2 * i]) << 4 | DigitOf(text[(2 * i) + 1])) : content[i];
        return Status.Ok;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (text.Length != 0 && IsSpace(text[0])) text = text.Slice(1);
        while (text.Length != 0 && IsSpace(text[text.Length - 1])) text = text.Slice(0, text.Length - 1);
        return text;
    }

    private static bool IsSpace(byte character) => character is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r');

    private static int DigitOf(byte character) => character switch
    {
        >= (byte)'0' and <= (byte)'9' => character - '0',
        >= (byte)'a' and <= (byte)'f' => character - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => character - 'A' + 10,
        _ => -1,
    };

    [DllImport("libc")]
    private static extern int open(byte* path, int flags);

    [DllImport("libc")]
    private static extern nint read(int file, void* data, nuint count);

    [DllImport("libc")]
    private static extern int close(int file);

    [System.Runtime.CompilerServices.InlineArray(FileBytesMax)]
    private struct FileBytes
    {
        private byte _first;
    }
}
