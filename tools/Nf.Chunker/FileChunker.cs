using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Nf.Errors;
using Nf.Simulator;

namespace Nf.Chunker;

/// <summary>
/// Cuts files into chunks: declarations where the parser understands them, windows of equal size where it does not. A file can do no harm
/// but to its own result.
/// </summary>
public sealed class FileChunker
{
    /// <summary>The reason to fall back that needs no parser: a line that nobody wrote by hand.</summary>
    public const string LongLine = "LongLine";

    /// <summary>Bytes of the longest line that is parsed.</summary>
    public const int LineBytesMax = 2048;

    private readonly ParserPool _pool;
    private readonly Reading _reading;

    /// <summary>Makes one that parses in a pool.</summary>
    public FileChunker(ParserPool pool, Reading reading)
    {
        _pool = pool;
        _reading = reading;
    }

    /// <summary>Chunks files, as many at a time as the pool has instances.</summary>
    /// <param name="files">The files.</param>
    /// <param name="onFile">Is told of each file that is done, by whichever thread did it.</param>
    /// <exception cref="NfException">The parser cannot be loaded.</exception>
    public ChunkReport Run(IReadOnlyList<SourceFile> files, Action onFile)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(onFile);
        FileChunks[] results = new FileChunks[files.Count];
        long crossings = 0;
        int next = -1;
        long start = Stopwatch.GetTimestamp();
        OnWorkers(() =>
        {
            using HostedParser parser = new(_pool, _reading);
            SyntaxTree tree = new();
            for (int i = Interlocked.Increment(ref next); i < files.Count; i = Interlocked.Increment(ref next))
            {
                results[i] = Read(files[i], parser, tree);
                onFile();
            }
            Interlocked.Add(ref crossings, parser.Crossings);
        });
        return new ChunkReport(results, crossings, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>Chunks one text; on a guest's thread.</summary>
    /// <param name="file">What it is called, and its language.</param>
    /// <param name="text">UTF-8, or what passes for it.</param>
    /// <param name="parser">Parses it.</param>
    /// <param name="tree">Is written over.</param>
    public static FileChunks Cut(SourceFile file, byte[] text, HostedParser parser, SyntaxTree tree)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(parser);
        ArgumentNullException.ThrowIfNull(tree);
        if (HasLongLine(text))
            return Windows(file, text, LongLine);
        Status status = parser.Parse(text, file.Language, tree, out Grammar? grammar);
        if (status != Status.Ok)
            return Windows(file, text, status.ToString());
        return new FileChunks(file, text, DeclarationFinder.Find(file.Path, text, tree, grammar!))
        {
            Nodes = tree.Count,
            Errors = tree.CountErrors(),
        };
    }

    private static FileChunks Read(SourceFile file, HostedParser parser, SyntaxTree tree)
    {
        try
        {
            return Cut(file, File.ReadAllBytes(file.Path), parser, tree);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new FileChunks(file, [], []) { Unreadable = error.Message };
        }
    }

    private static FileChunks Windows(SourceFile file, byte[] text, string reason) =>
        new(file, text, SlidingWindow.Cut(file.Path, text)) { Fallback = reason };

    private static bool HasLongLine(ReadOnlySpan<byte> text)
    {
        while (text.Length > LineBytesMax)
        {
            int end = text[..(LineBytesMax + 1)].LastIndexOf((byte)'\n');
            if (end < 0)
                return true;
            text = text[(end + 1)..];
        }
        return false;
    }

    private void OnWorkers(Action work)
    {
        Task[] workers = [.. Enumerable.Range(0, _pool.Options.Concurrency).Select(_ => Task.Factory.StartNew(
            () => GuestThreadRunner.Run(ParserPool.NativeStackBytes, work),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        try
        {
            Task.WaitAll(workers);
        }
        catch (AggregateException errors) when (errors.InnerExceptions[0] is NfException first)
        {
            throw new NfException(first.Status, first.Message, errors);
        }
    }
}
