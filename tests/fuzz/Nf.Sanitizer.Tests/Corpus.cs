using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Errors;
using Nf.Package;
using Nf.Runtime.Tests;

namespace Nf.Sanitizer.Tests;

/// <summary>Valid modules, as files below build/sanitize.</summary>
internal static class Corpus
{
    // What nf refuses is no part of the corpus: the engine is not made for it, and SanitizerTests shows why.
    private const string Refused = "block-";

    /// <summary>
    /// The examples' guests, the benchmark's, those of the self-tests: each as it is, and as a package. Not the kernels of bench: they run as
    /// long as an odd argument says.
    /// </summary>
    public static IReadOnlyList<string> OfTheProject()
    {
        EnumerationOptions oneDown = new() { RecurseSubdirectories = true, MaxRecursionDepth = 1 };
        IEnumerable<(string Name, byte[] Module)> made = Directory.GetFiles(Repository.PathOf("examples"), "*.wasm", oneDown)
            .Concat(Directory.GetFiles(Repository.PathOf("bench", "guest"), "*.wasm", oneDown))
            .Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file)));
        IEnumerable<(string Name, byte[] Module)> texts = Directory.GetFiles(Repository.PathOf("tests", "on-target"), "*.wat", oneDown)
            .Where(file => !Path.GetFileName(file).StartsWith(Refused, StringComparison.Ordinal))
            .Select(file => (Path.GetFileNameWithoutExtension(file), Compile(file)));
        List<string> files = [];
        foreach ((string name, byte[] module) in made.Concat(texts))
        {
            files.Add(Write(name, module));
            if (TryPack(module) is { } package) files.Add(Write(name + ".package", package));
        }

        return files;
    }

    /// <summary>A guest of the self-tests.</summary>
    public static byte[] Hostile(string name)
    {
        string folder = Repository.PathOf("tests", "on-target");
        string text = Path.Combine(folder, "hostile", name + ".wat");
        return Compile(File.Exists(text) ? text : Path.Combine(folder, name + ".wat"));
    }

    private static byte[] Compile(string file) => Wat.Compile(File.ReadAllText(file), names: true);

    private static byte[]? TryPack(byte[] module)
    {
        try
        {
            return Packager.Pack(module, PackageOptions.Default).Wasm;
        }
        catch (NfException)
        {
            return null;
        }
    }

    /// <summary>Writes a module.</summary>
    public static string Write(string name, byte[] module)
    {
        string folder = Directory.CreateDirectory(Repository.PathOf("build", "sanitize", "corpus")).FullName;
        string path = Path.Combine(folder, name + ".wasm");
        File.WriteAllBytes(path, module);
        return path;
    }

    /// <summary>The folder of the specification's tests; null when it is not there.</summary>
    public static string? SpecificationFolder()
    {
        string folder = Environment.GetEnvironmentVariable("NF_SPEC_DIR") ?? Repository.PathOf("..", "shared", "spec");
        return Directory.Exists(folder) ? folder : null;
    }

    /// <summary>The modules of the specification's tests that are valid without SIMD and reference types.</summary>
    public static IReadOnlyList<string> OfTheSpecification(string folder)
    {
        List<string> modules = [];
        foreach (string script in Directory.GetFiles(folder, "*.wast").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(script);
            string target = Directory.CreateDirectory(Repository.PathOf("build", "sanitize", "spec", name)).FullName;
            string json = Path.Combine(target, name + ".json");
            if (Driver.Execute("wast2json", [script, "-o", json], TimeSpan.FromMinutes(1)).ExitCode != 0) continue;
            foreach (JsonNode? command in JsonNode.Parse(File.ReadAllText(json))!["commands"]!.AsArray())
            {
                bool isValid = (string)command!["type"]! is "module" or "assert_uninstantiable";
                if (isValid && command["filename"] is { } file) modules.Add(Path.Combine(target, (string)file!));
            }
        }

        string[] options = ["--disable-simd", "--disable-reference-types"];
        return [.. modules.Where(module => Driver.Execute("wasm-validate", [.. options, module], TimeSpan.FromMinutes(1)).ExitCode == 0)];
    }
}
