using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nf.Build;

namespace Nf.Chunker;

/// <summary>Measures the parser on each engine beside the same C built natively, interleaved in one run.</summary>
public static class TreeBenchmark
{
    /// <summary>The interpreter's name.</summary>
    public const string Interpreter = "interpreter";

    /// <summary>Measures.</summary>
    /// <param name="corpus">What is parsed.</param>
    /// <param name="rounds">Passes of each; the interpreter has one.</param>
    /// <param name="withInterpreter">Whether it takes part: it takes a minute.</param>
    /// <param name="progress">Is told what takes so long.</param>
    public static IReadOnlyList<TreeBenchmarkRow> Run(Corpus corpus, int rounds, bool withInterpreter, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(progress);
        List<IPass> passes = [.. Passes(corpus, withInterpreter, progress)];
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

    private static IEnumerable<IPass> Passes(Corpus corpus, bool withInterpreter, Action<string> progress)
    {
        byte[] package = ParserBuild.Package(progress);
        string list = Repository.PathOf("build", "tree-sitter", "corpus.txt");
        File.WriteAllLines(list, corpus.Files.Select(file => file.Path));
        ParserOptions options = new() { Concurrency = 1 };
        foreach (Reading reading in Enum.GetValues<Reading>())
        {
            yield return new NativePass(list, reading);
            if (withInterpreter)
                yield return new HostedPass(Interpreter, reading, corpus, () => new ParserPool(package, options));
        }
    }

    private static TreeBenchmarkRow Row(IPass pass, Dictionary<IPass, List<PassResult>> results, int files)
    {
        PassResult native = Median(results.First(other => other.Key is NativePass && other.Key.Reading == pass.Reading).Value);
        PassResult median = Median(results[pass]);
        return new TreeBenchmarkRow(pass.Engine, pass.Reading, files / median.Seconds, native.Seconds / median.Seconds, median)
        {
            IsSameTree = (median.Nodes, median.Errors, median.EndSum) == (native.Nodes, native.Errors, native.EndSum),
        };
    }

    private static PassResult Median(List<PassResult> results) => results.OrderBy(result => result.Seconds).ElementAt(results.Count / 2);
}
