using System;
using System.Collections.Generic;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>A large module of real code: one whose functions are all defined many times over.</summary>
internal static class RepeatedModule
{
    /// <summary>Repeats the content of the function and the code section; what the copies name are the first ones.</summary>
    public static byte[] Of(ReadOnlySpan<byte> wasm, int times)
    {
        List<byte> large = [.. wasm[..8]];
        WasmReader reader = new(wasm, 8, wasm.Length);
        while (!reader.AtEnd)
        {
            byte id = reader.ReadByte();
            ReadOnlySpan<byte> content = reader.ReadBytes();
            // Names would not fit the functions any more.
            if (id == (byte)SectionId.Custom) continue;
            large.Add(id);
            byte[] section = id is (byte)SectionId.Function or (byte)SectionId.Code ? Repeat(content, times) : [.. content];
            AddNumber(large, section.Length);
            large.AddRange(section);
        }

        Bench.Require(!reader.Failed, "the module's sections");
        return [.. large];
    }

    // A vector: a count, and entries that are the same whatever stands before them.
    private static byte[] Repeat(ReadOnlySpan<byte> vector, int times)
    {
        WasmReader reader = new(vector, 0, vector.Length);
        int count = reader.ReadCount();
        List<byte> repeated = [];
        AddNumber(repeated, count * times);
        for (int i = 0; i < times; i++) repeated.AddRange(vector[reader.Position..]);
        return [.. repeated];
    }

    private static void AddNumber(List<byte> bytes, int value)
    {
        for (uint rest = (uint)value; ; rest >>= 7)
        {
            if (rest < 0x80)
            {
                bytes.Add((byte)rest);
                return;
            }

            bytes.Add((byte)(rest | 0x80));
        }
    }
}
