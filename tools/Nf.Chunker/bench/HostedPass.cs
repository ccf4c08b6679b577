using System;
using Nf.Errors;
using Nf.Simulator;

namespace Nf.Chunker;

/// <summary>The parser as a guest, in a pool with one place.</summary>
internal sealed class HostedPass(string engine, Reading reading, Corpus corpus, bool isSlow, Func<ParserPool> makePool) : IPass
{
    // Enough for the .NET runtime to compile what is called often.
    private const int WarmUpFiles = 64;

    public string Engine => engine;

    public Reading Reading => reading;

    public bool IsSlow => isSlow;

    public PassResult Run()
    {
        // What other passes left behind is not this one's.
        GC.Collect();
        ResidentMemory.Own.ResetPeak();
        PassResult? result = null;
        using (ParserPool pool = makePool())
            GuestThreadRunner.Run(ParserPool.NativeStackBytes, () => result = Pass(pool));
        GC.Collect();
        return result! with { AfterBytes = ResidentMemory.Own.Bytes };
    }

    private PassResult Pass(ParserPool pool)
    {
        using HostedParser parser = new(pool, reading);
        SyntaxTree tree = new();
        ParseAll(parser, tree, Math.Min(WarmUpFiles, corpus.Files.Count));
        long crossings = parser.Crossings;
        double start = ProcessorTime.Seconds;
        (long nodes, long errors, long endSum) = ParseAll(parser, tree, corpus.Files.Count);
        double seconds = ProcessorTime.Seconds - start;
        return new PassResult(seconds, nodes, errors, endSum, parser.Crossings - crossings, ResidentMemory.Own.PeakBytes, 0);
    }

    private (long Nodes, long Errors, long EndSum) ParseAll(HostedParser parser, SyntaxTree tree, int count)
    {
        long nodes = 0;
        long errors = 0;
        long endSum = 0;
        for (int i = 0; i < count; i++)
        {
            SourceFile file = corpus.Files[i];
            Status status = parser.Parse(corpus.Texts[i], file.Language, tree, out _);
            if (status != Status.Ok)
                throw new NfException(status, $"{file.Path}: the parser failed on {engine}: {status}.");
            nodes += tree.Count;
            errors += tree.CountErrors();
            foreach (ref readonly NodeRecord node in tree.Nodes)
                endSum += node.EndByte;
        }
        return (nodes, errors, endSum);
    }

    // A pool lives for a pass.
    public void Dispose()
    {
    }
}
