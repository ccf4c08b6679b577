using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Errors;

namespace Nf.Chunker;

/// <summary>
/// TypeScript sources to measure with, from packages that ship theirs (examples/tree-sitter/corpus). They are fetched when missing.
/// </summary>
public sealed class Corpus
{
    private Corpus(IReadOnlyList<string> packages, IReadOnlyList<SourceFile> files)
    {
        Packages = packages;
        Files = files;
        Texts = [.. files.Select(file => File.ReadAllBytes(file.Path))];
    }

    /// <summary>Names and versions of the packages.</summary>
    public IReadOnlyList<string> Packages { get; }

    /// <summary>Their sources.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>What stands in each.</summary>
    public IReadOnlyList<byte[]> Texts { get; }

    /// <summary>Finds the sources, or fetches them with npm.</summary>
    /// <param name="progress">Is told what takes so long.</param>
    /// <exception cref="NfException">BuildFailed when they cannot be fetched.</exception>
    public static Corpus Load(Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        string folder = Repository.PathOf("examples", "tree-sitter", "corpus");
        JsonObject dependencies = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "package.json")))!["dependencies"]!.AsObject();
        string[] folders = [.. dependencies.Select(package => Path.Combine(folder, "node_modules", package.Key))];
        if (!folders.All(Directory.Exists))
            Fetch(folder, progress);
        return new Corpus([.. dependencies.Select(package => $"{package.Key}@{package.Value}")], SourceFile.Find(folders));
    }

    private static void Fetch(string folder, Action<string> progress)
    {
        progress("fetching the corpus from npm");
        string logs = Repository.PathOf("build", "tree-sitter");
        Directory.CreateDirectory(logs);
        ToolRunner tools = new(Path.Combine(logs, "corpus.log"));
        tools.RunChecked("npm ci in examples/tree-sitter/corpus", "npm", ["ci", "--silent", "--no-progress"], folder);
    }
}
