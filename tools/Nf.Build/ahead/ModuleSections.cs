using System;
using System.Collections.Generic;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Build;

/// <summary>A module, section by section: what of it goes to wabt's wasm2c, and what an artefact keeps.</summary>
internal static class ModuleSections
{
    /// <summary>
    /// The module that wasm2c translates. It has neither exports nor names nor a start function, and each import is called by its index: so
    /// nothing that a guest chose gets into C, and every function is called by its number.
    /// </summary>
    public static byte[] ForTranslation(byte[] wasm, SourceModule module)
    {
        WasmWriter writer = Begin();
        foreach ((SectionId id, Range content) in Sections(wasm))
        {
            if (id is SectionId.Custom or SectionId.Export or SectionId.Start)
                continue;
            writer.Section(id, id == SectionId.Import ? RenamedImports(module) : wasm.AsSpan(content));
        }
        return writer.Bytes.ToArray();
    }

    /// <summary>The module without what compiling has used up: code, data and elements. All else keeps its order, the manifest its place.</summary>
    public static byte[] Outline(byte[] wasm)
    {
        WasmWriter writer = Begin();
        foreach ((SectionId id, Range content) in Sections(wasm))
        {
            bool isUsedUp = id is SectionId.Code or SectionId.Data or SectionId.DataCount or SectionId.Element
                || (id == SectionId.Custom && !IsKept(wasm.AsSpan(content)));
            if (!isUsedUp)
                writer.Section(id, wasm.AsSpan(content));
        }
        return writer.Bytes.ToArray();
    }

    // nf.passive is read by nf.lower's functions, nf.manifest by the host.
    private static bool IsKept(ReadOnlySpan<byte> custom) =>
        new WasmReader(custom, 0, custom.Length).ReadBytes() is var name
        && (name.SequenceEqual(Manifest.SectionName) || name.SequenceEqual("nf.passive"u8) || name.SequenceEqual(NameSection.Name));

    private static WasmWriter Begin()
    {
        WasmWriter writer = new();
        writer.Raw("\0asm\x01\0\0\0"u8);
        return writer;
    }

    private static byte[] RenamedImports(SourceModule module)
    {
        WasmWriter writer = new();
        writer.Unsigned((uint)module.Imports.Count);
        for (int i = 0; i < module.Imports.Count; i++)
        {
            writer.Vector(TranslatedModule.ImportModuleName);
            writer.Vector(TranslatedModule.ImportName(i));
            writer.Byte((byte)ExternalKind.Function);
            writer.Unsigned(module.Imports[i].Type);
        }
        return writer.Bytes.ToArray();
    }

    private static List<(SectionId Id, Range Content)> Sections(byte[] wasm)
    {
        List<(SectionId Id, Range Content)> sections = [];
        WasmReader reader = new(wasm, ModuleReader.HeaderBytes, wasm.Length);
        while (!reader.AtEnd && !reader.Failed)
        {
            SectionId id = (SectionId)reader.ReadByte();
            uint size = reader.ReadU32();
            int start = reader.Position;
            reader.Skip(size);
            sections.Add((id, start..reader.Position));
        }
        return sections;
    }
}
