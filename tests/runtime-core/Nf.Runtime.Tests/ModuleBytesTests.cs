using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>Whatever the bytes are, reading them ends with a status and stays inside.</summary>
[TestClass]
public unsafe class ModuleBytesTests
{
    [TestMethod]
    public void Every_real_module_opens()
    {
        Assert.IsGreaterThanOrEqualTo(5, Samples.All.Count);
        foreach (byte[] wasm in Samples.All) Assert.AreEqual(Status.Ok, Read(wasm, wasm.Length, out _));
    }

    [TestMethod]
    public void Every_truncation_is_refused_unless_it_ends_between_sections()
    {
        foreach (byte[] wasm in Samples.All)
        {
            HashSet<int> boundaries = Boundaries(wasm);
            for (int length = 0; length < wasm.Length; length++)
            {
                Status status = Read(wasm, length, out LoadError error);
                if (status == Status.Ok)
                {
                    Assert.Contains(length, boundaries, "only whole sections make a module");
                    continue;
                }

                Assert.AreEqual(status, error.Status);
                Assert.IsTrue(error.Offset >= 0 && error.Offset <= length, $"{length}: {error.Detail} at {error.Offset}");
                Status expected = length switch { 0 => Status.NotWasm, _ => Status.TruncatedModule };
                if (boundaries.Contains(length)) continue;
                Assert.AreEqual(expected, status, $"{length} of {wasm.Length}: {error.Detail} at {error.Offset}");
            }
        }
    }

    [TestMethod]
    public void Changed_bytes_never_get_past_a_status()
    {
        const int mutationsPerModule = 50_000;
        Random random = new(20_260_101);
        Dictionary<Status, int> seen = [];
        foreach (byte[] wasm in Samples.All)
        {
            byte[] changed = new byte[wasm.Length];
            // Structure is what counts: most changes go where bodies and data are not.
            int[] places = StructurePlaces(wasm);
            for (int i = 0; i < mutationsPerModule; i++)
            {
                wasm.CopyTo(changed, 0);
                int count = 1 + random.Next(4);
                for (int k = 0; k < count; k++)
                {
                    int place = random.Next(8) == 0 ? random.Next(wasm.Length) : places[random.Next(places.Length)];
                    changed[place] = random.Next(3) switch
                    {
                        0 => (byte)random.Next(256),
                        1 => (byte)(changed[place] ^ (1 << random.Next(8))),
                        _ => (byte)(random.Next(2) * 255),
                    };
                }

                Status status = Read(changed, wasm.Length, out LoadError error);
                seen[status] = seen.GetValueOrDefault(status) + 1;
                bool inside = error.Offset >= 0 && error.Offset <= wasm.Length;
                if (status != Status.Ok && !inside) Assert.Fail($"seeded change {i}: offset {error.Offset}");
            }
        }

        Status[] wanted = [Status.Ok, Status.TruncatedModule, Status.MalformedModule, Status.InvalidModule, Status.FeatureNotSupported];
        foreach (Status status in wanted)
            Assert.IsTrue(seen.ContainsKey(status), $"no change led to {status}");
    }

    // Opens, and on success visits everything that can be visited. The copy ends exactly where the module does.
    private static Status Read(byte[] wasm, int length, out LoadError error)
    {
        byte* copy = (byte*)NativeMemory.Alloc((nuint)Math.Max(length, 1));
        try
        {
            wasm.AsSpan(0, length).CopyTo(new Span<byte>(copy, length));
            Status status = WasmModule.Open(copy, length, out WasmModule module, out error);
            return status == Status.Ok ? Visit(in module, out error) : status;
        }
        finally
        {
            NativeMemory.Free(copy);
        }
    }

    private static Status Visit(in WasmModule module, out LoadError error)
    {
        WasmReader imports = module.Imports();
        for (int i = 0; i < module.ImportCount; i++)
        {
            ImportEntry import = WasmModule.ReadImport(ref imports);
            Assert.AreEqual(ExternalKind.Function, import.Kind);
            _ = module.TypeAt(import.TypeIndex);
        }

        WasmReader exports = module.Exports();
        for (int i = 0; i < module.ExportCount; i++)
        {
            ExportEntry export = WasmModule.ReadExport(ref exports);
            Assert.AreEqual(Status.Ok, module.FindExport(export.Name, export.Kind, out int index));
            Assert.AreEqual(export.Index, index);
        }

        Assert.IsFalse(imports.Failed || exports.Failed);
        for (int i = 0; i < module.FunctionCount; i++) _ = module.FunctionTypeOf(i).Matches("i:i"u8);
        for (int i = 0; i < module.GlobalCount; i++) _ = module.GlobalTypeOf(i, out _);
        _ = module.FunctionName(0);
        _ = module.FunctionName(module.FunctionCount - 1);
        _ = module.CustomSection("producers"u8);
        Status status = module.CheckSegments((ulong)module.Memory.Minimum << 16, out error);
        return status == Status.Ok ? Validation.Run(in module, Interpreter.SourceRules, Validation.Wide, out _, out error) : status;
    }

    private static HashSet<int> Boundaries(byte[] wasm)
    {
        HashSet<int> boundaries = [];
        WasmReader reader = new(wasm, 8, wasm.Length);
        while (!reader.AtEnd)
        {
            boundaries.Add(reader.Position);
            reader.ReadByte();
            reader.Skip(reader.ReadU32());
        }

        return boundaries;
    }

    private static int[] StructurePlaces(byte[] wasm)
    {
        List<int> places = [];
        WasmReader reader = new(wasm, 8, wasm.Length);
        while (!reader.AtEnd)
        {
            int start = reader.Position;
            int id = reader.ReadByte();
            reader.Skip(reader.ReadU32());
            int end = id is (int)SectionId.Code or (int)SectionId.Data ? Math.Min(start + 64, reader.Position) : reader.Position;
            for (int i = start; i < end; i++) places.Add(i);
        }

        return [.. places];
    }
}
