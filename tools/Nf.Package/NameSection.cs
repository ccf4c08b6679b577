using System;
using System.Collections.Generic;
using System.Linq;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>The name section (core specification 7.4.1, and the extended names proposal), whose function indices move.</summary>
internal static class NameSection
{
    private const byte Functions = 1;
    private const byte Locals = 2;

    // Labels, element segments and data segments: their indices move or end.
    private static ReadOnlySpan<byte> Dropped => [3, 8, 9];

    /// <summary>The section's name.</summary>
    public static ReadOnlySpan<byte> Name => "name"u8;

    /// <summary>Rewrites the section.</summary>
    /// <param name="content">Its content.</param>
    /// <param name="functionIndex">Gives a function's index in the package.</param>
    /// <param name="added">Names of functions that were added, in the order of their indices.</param>
    /// <returns>The new content; null when the old one is broken, which does not make a module invalid.</returns>
    public static byte[]? Rewrite(ReadOnlySpan<byte> content, Func<uint, uint> functionIndex, IEnumerable<(uint Index, byte[] Name)> added)
    {
        WasmWriter section = new();
        WasmReader reader = new(content, 0, content.Length);
        while (!reader.AtEnd && !reader.Failed)
        {
            byte kind = reader.ReadByte();
            ReadOnlySpan<byte> part = reader.ReadBytes();
            byte[]? rewritten = kind switch
            {
                Functions => RewriteFunctions(part, functionIndex, added),
                Locals => RewriteLocals(part, functionIndex),
                _ => part.ToArray(),
            };
            if (reader.Failed || rewritten == null)
                return null;
            if (Dropped.Contains(kind))
                continue;
            section.Byte(kind);
            section.Vector(rewritten);
        }
        return reader.Failed ? null : section.Bytes.ToArray();
    }

    private static byte[]? RewriteFunctions(
        ReadOnlySpan<byte> part, Func<uint, uint> functionIndex, IEnumerable<(uint Index, byte[] Name)> added)
    {
        List<(uint Index, byte[] Name)> names = [.. added];
        WasmReader reader = new(part, 0, part.Length);
        int count = reader.ReadCount();
        for (int i = 0; i < count && !reader.Failed; i++)
            names.Add((functionIndex(reader.ReadU32()), reader.ReadBytes().ToArray()));
        if (reader.Failed || !reader.AtEnd)
            return null;
        WasmWriter writer = new();
        writer.Unsigned((uint)names.Count);
        foreach ((uint index, byte[] name) in names.OrderBy(name => name.Index))
        {
            writer.Unsigned(index);
            writer.Vector(name);
        }
        return writer.Bytes.ToArray();
    }

    private static byte[]? RewriteLocals(ReadOnlySpan<byte> part, Func<uint, uint> functionIndex)
    {
        WasmWriter writer = new();
        WasmReader reader = new(part, 0, part.Length);
        int functions = reader.ReadCount();
        writer.Unsigned((uint)functions);
        for (int i = 0; i < functions && !reader.Failed; i++)
        {
            writer.Unsigned(functionIndex(reader.ReadU32()));
            int locals = reader.ReadCount();
            writer.Unsigned((uint)locals);
            for (int k = 0; k < locals && !reader.Failed; k++)
            {
                writer.Unsigned(reader.ReadU32());
                writer.Vector(reader.ReadBytes());
            }
        }
        return reader.Failed || !reader.AtEnd ? null : writer.Bytes.ToArray();
    }
}
