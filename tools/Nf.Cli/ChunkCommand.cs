using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Chunker;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>`nf chunk`: cuts TypeScript sources into declarations, with a C parser that runs as a guest.</summary>
internal static class ChunkCommand
{
    private static readonly JsonSerializerOptions s_line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = new("PATH")
        {
            Description = "Folders with TypeScript sources (.ts, .tsx, .mts, .cts), or files.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<Reading> reading = new("--read")
        {
            Description = "How the tree is read: batch dumps it whole, node asks for every property by a call.",
            HelpName = "batch|node",
        };
        Option<int?> concurrency = CommonOptions.Number<int>("--concurrency", "Files at a time; one for each processor otherwise.");
        Option<uint?> pages = CommonOptions.Number<uint>("--memory-pages", "Memory of a parser, in pages of 64 KiB; 1024 otherwise.");
        Option<ulong?> fuel = CommonOptions.Number<ulong>("--fuel", "Fuel for a file.");
        Option<GuestEngine?> engine = EngineOptions.Engine();
        Option<AheadChecks?> checks = EngineOptions.Checks();
        Option<bool> text = new("--text") { Description = "Print each chunk's text, too." };
        Command command = new("chunk", """
            Finds the declarations in TypeScript sources, each with its doc comment, and prints one JSON object a line for each. A file that
            is minified (a line over 2,048 bytes), or that the parser traps on, is cut into windows of 4,000 characters instead.

            Examples:
              nf chunk src >chunks.jsonl
              nf chunk src tests --engine aot --concurrency 4 --memory-pages 512 --json
            """)
        {
            paths, engine, checks, reading, concurrency, pages, fuel, text, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() => Execute(
            terminal,
            SourceFile.Find(parsed.GetValue(paths)!),
            parsed.GetValue(engine) == GuestEngine.Aot ? package => AheadGuest.Load(terminal, package, parsed.GetValue(checks)) : _ => null,
            parsed.GetValue(reading),
            Options(parsed.GetValue(concurrency), parsed.GetValue(pages), parsed.GetValue(fuel)),
            parsed.GetValue(text))));
        return command;
    }

    private static ParserOptions Options(int? concurrency, uint? pages, ulong? fuel)
    {
        ParserOptions standard = new() { Concurrency = Math.Min(Environment.ProcessorCount, ParserOptions.ConcurrencyMax) };
        return standard with
        {
            Concurrency = concurrency ?? standard.Concurrency,
            MemoryPages = pages ?? standard.MemoryPages,
            Fuel = fuel ?? standard.Fuel,
        };
    }

    private static Outcome Execute(
        Terminal terminal,
        IReadOnlyList<SourceFile> files,
        Func<GuestFile, AheadLibrary?> compile,
        Reading reading,
        ParserOptions options,
        bool withText)
    {
        GuestFile package = ParserBuild.Package(terminal.Progress);
        using ParserPool pool = new(package.Wasm, options, compile(package));
        FileChunker chunker = new(pool, reading);
        ChunkReport? report = null;
        terminal.Follow("chunking", files.Count, done => report = chunker.Run(files, done));
        PoolCounters counters = pool.Counters;
        JsonObject summary = Summary(report!, in counters);
        JsonObject fields = new(summary.Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        if (terminal.IsJson)
            fields["chunks"] = new JsonArray([.. report!.Files.SelectMany(file => Chunks(file, withText))]);
        return new Outcome(Status.Ok, fields) { Show = output => Show(output, report!, summary, withText) };
    }

    private static JsonObject Summary(ChunkReport report, in PoolCounters counters) => new()
    {
        ["files"] = report.Files.Count,
        ["seconds"] = Math.Round(report.Seconds, 3),
        ["chunk_count"] = report.Chunks.Count(),
        ["error_nodes"] = report.Files.Sum(file => file.Errors),
        ["crossings"] = report.Crossings,
        ["fallbacks"] = new JsonObject(report.Fallbacks.Select(reason => KeyValuePair.Create(reason.Key, (JsonNode?)reason.Value))),
        ["unreadable"] = new JsonArray([.. report.Files.Where(file => file.Unreadable != null).Select(file => (JsonNode)file.File.Path)]),
        ["instances"] = new JsonObject
        {
            ["created"] = counters.Created,
            ["recycled"] = counters.Recycled,
            ["dropped"] = counters.Tainted,
            ["reused"] = counters.Reused,
            ["most_in_use"] = counters.HighWater,
        },
    };

    private static void Show(Terminal terminal, ChunkReport report, JsonObject summary, bool withText)
    {
        foreach (JsonNode chunk in report.Files.SelectMany(file => Chunks(file, withText)))
            terminal.Output.WriteLine(chunk.ToJsonString(s_line));
        terminal.Progress(summary.ToJsonString(s_line));
    }

    private static IEnumerable<JsonNode> Chunks(FileChunks file, bool withText) => file.Chunks.Select(chunk =>
    {
        JsonObject json = new()
        {
            ["file"] = chunk.File,
            ["kind"] = chunk.Kind.ToString().ToLowerInvariant(),
            ["name"] = chunk.Name,
            ["container"] = chunk.Container,
            ["start_byte"] = chunk.StartByte,
            ["end_byte"] = chunk.EndByte,
            ["start_line"] = chunk.StartLine,
            ["end_line"] = chunk.EndLine,
            ["doc"] = chunk.Doc,
        };
        if (withText)
            json["text"] = Encoding.UTF8.GetString(file.Text, chunk.StartByte, chunk.EndByte - chunk.StartByte);
        return json;
    });
}
