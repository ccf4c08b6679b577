using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nf.Build;
using Nf.Simulator;

namespace Nf.Chunker;

/// <summary>Measures the parser on each engine beside the same C built natively, interleaved in one run.</summary>
public static class TreeBenchmark
{
    /// <summary>Measures.</summary>
    /// <param name="corpus">What is parsed.</param>
    /// <param name="package">The parser.</param>
    /// <param name="engines">Names of engines, and the package compiled for each; null for the interpreter.</param>
    /// <param name="rounds">Passes of each; the interpreter, which takes a minute, has one.</param>
    /// <param name="progress">Is told what takes so long.</param>
    public static IReadOnlyList<TreeBenchmarkRow> Run(
        Corpus corpus, GuestFile package, IReadOnlyList<(string Name, AheadLibrary? Ahead)> engines, int rounds, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(progress);
        List<IPass> passes = [.. Passes(corpus, package.Wasm, engines)];
        try
        {
            Dictionary<IPass, List<PassResult>> results = passes.ToDictionary(pass => pass, _ => new List<PassResult>());
            for (int round = 0; round < rounds; round++)
            {
                foreach (IPass pass in passes.Where(pass => round == 0 || !pass.IsSlow))
                {
                    progress($"round {round + 1} of {rounds}: {pass.Engine}, {pass.Reading}");
                    results[pass].Add(pass.Run());
                }
            }
            return [.. passes.Select(pass => Row(pass, results, corpus.Files.Count))];
        }
        finally
        {
            passes.ForEach(pass => pass.Dispose());
        }
    }

    private static IEnumerable<IPass> Passes(Corpus corpus, byte[] package, IReadOnlyList<(string Name, AheadLibrary? Ahead)> engines)
    {
        string list = Repository.PathOf("build", "tree-sitter", "corpus.txt");
        File.WriteAllLines(list, corpus.Files.Select(file => file.Path));
        ParserOptions options = new() { Concurrency = 1 };
        foreach (Reading reading in Enum.GetValues<Reading>())
        {
            yield return new NativePass(list, reading);
            foreach ((string name, AheadLibrary? ahead) in engines)
                yield return new HostedPass(name, reading, corpus, ahead == null, () => new ParserPool(package, options, ahead));
        }
    }

    private static TreeBenchmarkRow Row(IPass pass, Dictionary<IPass, List<PassResult>> results, int files)
    {
        PassResult native = Best(results.First(other => other.Key is NativePass && other.Key.Reading == pass.Reading).Value);
        PassResult best = Best(results[pass]);
        return new TreeBenchmarkRow(pass.Engine, pass.Reading, files / best.Seconds, native.Seconds / best.Seconds, best)
        {
            IsSameTree = (best.Nodes, best.Errors, best.EndSum) == (native.Nodes, native.Errors, native.EndSum),
        };
    }

    private static PassResult Best(List<PassResult> results) => results.MinBy(result => result.Seconds)!;
}
