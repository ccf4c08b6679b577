using System;
using System.Collections.Generic;
using System.Text;
using Nf.Runtime;

namespace Nf.Wast;

/// <summary>The modules that a module imports from; works on modules of any feature, as far as it can read.</summary>
internal static class ImportNames
{
    private const int HeaderBytes = 8;

    /// <summary>Reads the names; what is broken behind them does not matter.</summary>
    public static IReadOnlyList<string> Of(ReadOnlySpan<byte> wasm)
    {
        List<string> names = [];
        WasmReader reader = new(wasm, Math.Min(HeaderBytes, wasm.Length), wasm.Length);
        while (!reader.AtEnd && !reader.Failed)
        {
            byte id = reader.ReadByte();
            uint size = reader.ReadU32();
            if (id == (byte)SectionId.Import)
            {
                ReadEntries(ref reader, names);
                break;
            }

            reader.Skip(size);
        }

        return names;
    }

    private static void ReadEntries(ref WasmReader reader, List<string> names)
    {
        int count = reader.ReadCount();
        for (int i = 0; i < count && !reader.Failed; i++)
        {
            string name = Encoding.UTF8.GetString(reader.ReadBytes());
            reader.ReadBytes();
            SkipType(ref reader);
            if (!reader.Failed) names.Add(name);
        }
    }

    private static void SkipType(ref WasmReader reader)
    {
        switch ((ExternalKind)reader.ReadByte())
        {
            case ExternalKind.Function: reader.ReadU32(); break;
            case ExternalKind.Global: reader.Skip(2); break;
            case ExternalKind.Memory: SkipLimits(ref reader); break;
            case ExternalKind.Table:
                reader.Skip(1);
                SkipLimits(ref reader);
                break;
            default: reader.Fail(Status.MalformedModule, LoadDetail.ImportKind); break;
        }
    }

    private static void SkipLimits(ref WasmReader reader)
    {
        bool hasMaximum = (reader.ReadByte() & 1) != 0;
        reader.ReadU32();
        if (hasMaximum) reader.ReadU32();
    }
}
