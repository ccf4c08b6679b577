using System;
using System.Collections.Generic;
using System.Text;

namespace Nf.Chunker;

/// <summary>
/// Cuts a text into windows that overlap: for files whose declarations cannot be found. A character is a Unicode scalar value, or the
/// longest run of bytes that begins one and breaks off (Unicode standard, 3.9, "maximal subpart"), so that no sequence is cut in two.
/// </summary>
public static class SlidingWindow
{
    /// <summary>Characters of a window; the last one may have fewer.</summary>
    public const int Characters = 4000;

    /// <summary>Characters that a window has in common with the one before.</summary>
    public const int Overlap = 500;

    /// <summary>The windows of a text; none of an empty one. O(bytes).</summary>
    /// <param name="file">The file's path.</param>
    /// <param name="text">UTF-8, or what passes for it.</param>
    public static IReadOnlyList<Chunk> Cut(string file, ReadOnlySpan<byte> text)
    {
        List<Chunk> windows = [];
        int start = 0;
        int line = 1;
        int end = 0;
        while (end < text.Length)
        {
            int next = start + Skip(text[start..], Characters - Overlap);
            end = next + Skip(text[next..], Overlap);
            int lastLine = line + text[start..(end - 1)].Count((byte)'\n');
            windows.Add(new Chunk(file, ChunkKind.Window, "", "", start, end, line, lastLine, null));
            line += text[start..next].Count((byte)'\n');
            start = next;
        }
        return windows;
    }

    // Bytes of that many characters, or of all there are.
    private static int Skip(ReadOnlySpan<byte> text, int characters)
    {
        int bytes = 0;
        for (int i = 0; i < characters && bytes < text.Length; i++)
        {
            _ = Rune.DecodeFromUtf8(text[bytes..], out _, out int consumed);
            bytes += consumed;
        }
        return bytes;
    }
}
