using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>The sections of a module, to make another one of them.</summary>
internal sealed class SectionList
{
    private const int HeaderBytes = 8;
    private static readonly byte[] s_header = [0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0];

    private readonly List<(SectionId Id, byte[] Content)> _sections = [];

    /// <summary>Takes a sound module apart.</summary>
    public SectionList(ReadOnlySpan<byte> wasm)
    {
        WasmReader reader = new(wasm, HeaderBytes, wasm.Length);
        while (!reader.AtEnd)
        {
            SectionId id = (SectionId)reader.ReadByte();
            _sections.Add((id, reader.ReadBytes().ToArray()));
        }
        Bench.Require(!reader.Failed, "the module's sections");
    }

    /// <summary>Leaves out sections.</summary>
    public void Remove(SectionId id) => _sections.RemoveAll(section => section.Id == id);

    /// <summary>Items of a section; 0 without it.</summary>
    public uint Count(SectionId id)
    {
        byte[] content = _sections.FirstOrDefault(section => section.Id == id).Content ?? [0];
        return Split(content, out _);
    }

    /// <summary>Appends an item to a section that is there.</summary>
    public void Append(SectionId id, ReadOnlySpan<byte> item)
    {
        int at = _sections.FindIndex(section => section.Id == id);
        uint count = Split(_sections[at].Content, out byte[] items);
        _sections[at] = (id, [.. Number(count + 1), .. items, .. item]);
    }

    /// <summary>Repeats the items of a section.</summary>
    public void Repeat(SectionId id, int times)
    {
        int at = _sections.FindIndex(section => section.Id == id);
        uint count = Split(_sections[at].Content, out byte[] items);
        _sections[at] = (id, [.. Number(count * (uint)times), .. Enumerable.Repeat(items, times).SelectMany(each => each)]);
    }

    /// <summary>Replaces all exports by one.</summary>
    public void ExportOnly(string name, ExternalKind kind, uint index)
    {
        int at = _sections.FindIndex(section => section.Id == SectionId.Export);
        _sections[at] = (SectionId.Export, [1, .. Export(name, kind, index)]);
    }

    /// <summary>Adds an export.</summary>
    public void AppendExport(string name, ExternalKind kind, uint index) => Append(SectionId.Export, Export(name, kind, index));

    /// <summary>The module.</summary>
    public byte[] ToModule() =>
        [.. s_header, .. _sections.SelectMany(section => (byte[])[(byte)section.Id, .. Number((uint)section.Content.Length), .. section.Content])];

    /// <summary>An unsigned number in LEB128.</summary>
    public static byte[] Number(uint value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        return [.. bytes, (byte)value];
    }

    private static byte[] Export(string name, ExternalKind kind, uint index)
    {
        byte[] text = Encoding.UTF8.GetBytes(name);
        return [.. Number((uint)text.Length), .. text, (byte)kind, .. Number(index)];
    }

    // A vector: a count, and items that are the same whatever stands before them.
    private static uint Split(byte[] vector, out byte[] items)
    {
        WasmReader reader = new(vector, 0, vector.Length);
        uint count = (uint)reader.ReadCount();
        items = vector[reader.Position..];
        return count;
    }
}
