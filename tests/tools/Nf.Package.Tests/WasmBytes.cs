using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Nf.Package.Tests;

/// <summary>Modules byte by byte, for tests: written apart from the packager's own writer.</summary>
internal static class WasmBytes
{
    /// <summary>Magic number and version.</summary>
    public static byte[] Header => [0, .. "asm"u8, 1, 0, 0, 0];

    /// <summary>An unsigned LEB128 of at least some bytes.</summary>
    public static byte[] Leb(long value, int bytes = 1)
    {
        List<byte> leb = [];
        for (; value >= 0x80 || leb.Count + 1 < bytes; value >>= 7)
            leb.Add((byte)(value | 0x80));
        return [.. leb, (byte)value];
    }

    /// <summary>A section.</summary>
    public static byte[] Section(int id, params byte[] content) => [(byte)id, .. Leb(content.Length), .. content];

    /// <summary>A custom section.</summary>
    public static byte[] Custom(string name, params byte[] content) =>
        Section(0, [.. Leb(Encoding.UTF8.GetByteCount(name)), .. Encoding.UTF8.GetBytes(name), .. content]);

    /// <summary>The sections of a module: id, and all that stands behind the size.</summary>
    public static List<(int Id, byte[] Content)> Sections(byte[] wasm)
    {
        List<(int, byte[])> sections = [];
        for (int at = Header.Length; at < wasm.Length;)
        {
            int id = wasm[at++];
            int size = (int)ReadLeb(wasm, ref at);
            sections.Add((id, wasm[at..(at + size)]));
            at += size;
        }
        return sections;
    }

    /// <summary>Puts a module together.</summary>
    public static byte[] Module(IEnumerable<(int Id, byte[] Content)> sections) =>
        [.. Header, .. sections.SelectMany(section => Section(section.Id, section.Content))];

    /// <summary>A custom section's name; null for another section.</summary>
    public static string? Name((int Id, byte[] Content) section)
    {
        int at = 0;
        int length = section.Id == 0 ? (int)ReadLeb(section.Content, ref at) : 0;
        return section.Id == 0 ? Encoding.UTF8.GetString(section.Content, at, length) : null;
    }

    /// <summary>A module without the custom sections of these names.</summary>
    public static byte[] Without(byte[] wasm, params string[] names) =>
        Module(Sections(wasm).Where(section => !names.Contains(Name(section))));

    /// <summary>Reads an unsigned LEB128.</summary>
    public static uint ReadLeb(ReadOnlySpan<byte> bytes, ref int at)
    {
        uint value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = bytes[at++];
            value |= (uint)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
