using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Nf.Build;

/// <summary>Native stack that one activation of a compiled function takes, in bytes: the most of all functions of a file.</summary>
internal static class FrameSize
{
    /// <summary>From what gcc writes with -fstack-usage. A line: place, tab, bytes, tab, how it is known.</summary>
    public static long FromStackUsage(string path) =>
        File.ReadLines(path).Select(line => long.Parse(line.Split('\t')[1], CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();

    /// <summary>
    /// From an x86-64 object of tcc, which does not tell: each of its functions begins alike, push %rbp; mov %rsp,%rbp; sub $bytes,%rsp.
    /// </summary>
    public static long FromCode(string path)
    {
        ReadOnlySpan<byte> code = File.ReadAllBytes(path), prologue = [0x55, 0x48, 0x89, 0xE5, 0x48, 0x81, 0xEC];
        long most = 0;
        for (int at = code.IndexOf(prologue); at >= 0; at = code.IndexOf(prologue))
        {
            code = code[(at + prologue.Length)..];
            if (code.Length >= sizeof(int))
                most = Math.Max(most, BinaryPrimitives.ReadInt32LittleEndian(code));
        }
        return most + ReturnBytes;
    }

    // The address to return to and the caller's %rbp; what a call pushes.
    private const long ReturnBytes = 128;
}
