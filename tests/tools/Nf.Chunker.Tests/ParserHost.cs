using System;
using System.IO;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.Cli;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Chunker.Tests;

/// <summary>A pool with one place, and what it makes of texts.</summary>
internal sealed class ParserHost : IDisposable
{
    // Building the parser takes seconds when it is not there, and so does compiling it ahead of time (a minute): once for all tests.
    private static readonly Lazy<GuestFile> s_package = new(() => ParserBuild.Package(_ => { }));
    private static readonly Lazy<AheadLibrary> s_compiled = new(Compile);

    private readonly Reading _reading;

    public ParserHost(Reading reading = Reading.Batch, ParserOptions? options = null, GuestEngine engine = GuestEngine.Aot)
    {
        _reading = reading;
        Pool = MakePool(options ?? new ParserOptions { Concurrency = 1 }, engine);
    }

    public ParserPool Pool { get; }

    /// <summary>The chunks of a text, which is cut by itself.</summary>
    public FileChunks Cut(string text, Language language = Language.TypeScript) => Cut(Encoding.UTF8.GetBytes(text), language);

    /// <inheritdoc cref="Cut(string, Language)"/>
    public FileChunks Cut(byte[] text, Language language = Language.TypeScript)
    {
        FileChunks? result = null;
        GuestThreadRunner.Run(ParserPool.NativeStackBytes, () =>
        {
            using HostedParser parser = new(Pool, _reading);
            result = FileChunker.Cut(new SourceFile("file.ts", language), text, parser, new SyntaxTree());
        });
        return result!;
    }

    /// <summary>The nodes of a text's tree; the parser must take it.</summary>
    public NodeRecord[] Parse(byte[] text, Language language = Language.TypeScript)
    {
        SyntaxTree tree = new();
        Status status = Status.InternalError;
        GuestThreadRunner.Run(ParserPool.NativeStackBytes, () =>
        {
            using HostedParser parser = new(Pool, _reading);
            status = parser.Parse(text, language, tree, out _);
        });
        Assert.AreEqual(Status.Ok, status);
        return tree.Nodes.ToArray();
    }

    public void Dispose() => Pool.Dispose();

    public static ParserPool MakePool(ParserOptions options, GuestEngine engine = GuestEngine.Aot) =>
        new(s_package.Value.Wasm, options, engine == GuestEngine.Aot ? s_compiled.Value : null);

    private static AheadLibrary Compile()
    {
        using StringWriter output = new(), error = new();
        return AheadGuest.Load(new Terminal(output, error, isJson: false), s_package.Value, AheadChecks.Guard);
    }
}
