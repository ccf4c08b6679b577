using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Nf.Errors;
using Nf.Runtime;

namespace Nf.Build;

/// <summary>Packages that are compiled ahead of time and linked into an image, and the list by which the image finds them.</summary>
internal static class AheadLink
{
    /// <summary>Compiles packages; of those that are equal, the first.</summary>
    /// <exception cref="NfException">As <see cref="AheadCompiler.Compile"/>; BuildFailed for an object of another package or version.</exception>
    public static IReadOnlyList<AheadArtefact> Compile(BuildJob job, IEnumerable<GuestBytes> packages, AheadChecks checks)
    {
        List<AheadArtefact> artefacts = [];
        foreach (GuestBytes package in packages)
        {
            job.Say($"{package.Name} ahead of time");
            AheadArtefact artefact = AheadCompiler.Compile(new AheadRequest
            {
                Package = package.Package,
                Name = package.Name,
                Target = job.Board.Name,
                Checks = checks,
                Shared = false,
            });
            CheckIsOf(artefact, package.Name);
            if (artefacts.All(other => other.Digest != artefact.Digest))
                artefacts.Add(artefact);
        }

        return artefacts;
    }

    /// <summary>Compiles the list of modules: the first is the one that the image runs.</summary>
    /// <returns>The object file.</returns>
    public static string CompileSet(BuildJob job, IReadOnlyList<AheadArtefact> artefacts, string folder)
    {
        Directory.CreateDirectory(folder);
        string source = Path.Combine(folder, "ahead.c"), target = Path.Combine(folder, ObjectNames.AheadSet);
        GeneratedFiles.WriteIfChanged(source, SetSource(artefacts));
        string include = Repository.PathOf("runtime-core", "native", "include");
        List<string> arguments = [.. job.Toolchain.CpuFlags, "-Os", "-ffunction-sections", "-fdata-sections", "-I" + include, "-c", source, "-o", target];
        job.RunIfChanged("the list of modules", target, job.Toolchain.Compiler, arguments, InputStamp.Files([include], ".h").Append(source));
        return target;
    }

    // One build makes both; but a file that was put there says nothing until it runs on the board.
    private static void CheckIsOf(AheadArtefact artefact, string name)
    {
        const int AbiBytes = 4, DigestOffset = 8;
        ElfFile file = new(artefact.Path);
        ElfSymbol? symbol = file.Symbols.FirstOrDefault(symbol => symbol.Name == artefact.Symbol && symbol.Section != 0);
        ReadOnlySpan<byte> module = symbol == null ? default : file.BytesOf(symbol);
        if (module.Length < DigestOffset + Manifest.DigestBytes)
            throw Stale(artefact, name, $"expected a module {artefact.Symbol} in it");
        uint abi = BitConverter.ToUInt32(module[..AbiBytes]);
        if (abi != Engine.Abi)
            throw Stale(artefact, name, string.Create(CultureInfo.InvariantCulture, $"made for version {abi} of the engine's interface, expected {Engine.Abi}"));
        string digest = Convert.ToHexStringLower(module.Slice(DigestOffset, Manifest.DigestBytes));
        if (digest != artefact.Digest)
            throw Stale(artefact, name, $"made from the package {digest}, expected {artefact.Digest}");
    }

    private static NfException Stale(AheadArtefact artefact, string name, string what)
    {
        string path = Repository.Relative(artefact.Path);
        return new NfException(Status.BuildFailed, $"{name}: {path} is stale: {what}; delete it and build again");
    }

    private static string SetSource(IReadOnlyList<AheadArtefact> artefacts) => $$"""
        #include "nf_ahead.h"
        extern const nf_ahead_module {{string.Join(", ", artefacts.Select(artefact => artefact.Symbol))}};
        static const nf_ahead_module *const modules[] = { {{string.Join(", ", artefacts.Select(artefact => "&" + artefact.Symbol))}} };
        static const nf_ahead_set linked = { NF_ENGINE_ABI, {{artefacts.Count.ToString(CultureInfo.InvariantCulture)}}, modules };

        const nf_ahead_set *nf_ahead_linked(void) { return &linked; }

        """;
}
