using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Chunker;
using Nf.Simulator;
using Spectre.Console;

namespace Nf.Cli;

/// <summary>`nf bench tree-sitter`: a real C parser on each engine beside itself built natively.</summary>
internal static class TreeBenchCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<int> rounds = new("--rounds")
        {
            Description = "Passes over all files, of which the fastest counts; the interpreter has one.",
            HelpName = "N",
            DefaultValueFactory = _ => 3,
        };
        Option<string?> only = new("--only")
        {
            Description = "Beside the native parser only engines whose name contains this: aot, guard, interpreter.",
            HelpName = "TEXT",
        };
        Command command = new("tree-sitter", """
            Parses the TypeScript sources of npm packages, which are fetched when they are missing, and reads every node of every tree.

            Example: nf bench tree-sitter --rounds 5 --only aot
            """)
        {
            rounds, only, CommonOptions.Json(),
        };
        rounds.Validators.Add(result =>
        {
            if (result.GetValue(rounds) is < 1 or > 1000)
                result.AddError("--rounds must be a whole number from 1 to 1000");
        });
        command.SetAction(parsed => terminal.Finish(() => Execute(terminal, parsed.GetValue(rounds), parsed.GetValue(only) ?? "")));
        return command;
    }

    private static Outcome Execute(Terminal terminal, int rounds, string only)
    {
        Corpus corpus = Corpus.Load(terminal.Progress);
        GuestFile package = ParserBuild.Package(terminal.Progress);
        (string Name, AheadChecks? Checks)[] all =
            [("aot, guard pages", AheadChecks.Guard), ("aot, explicit checks", AheadChecks.Explicit), ("interpreter", null)];
        List<(string, AheadLibrary?)> engines = [.. all
            .Where(engine => engine.Name.Contains(only, StringComparison.OrdinalIgnoreCase))
            .Select(engine => (engine.Name, engine.Checks == null ? null : AheadGuest.Load(terminal, package, engine.Checks)))];
        IReadOnlyList<TreeBenchmarkRow> rows = TreeBenchmark.Run(corpus, package, engines, rounds, terminal.Progress);
        long bytes = corpus.Texts.Sum(text => (long)text.Length);
        JsonObject fields = new()
        {
            ["packages"] = new JsonArray([.. corpus.Packages.Select(package => (JsonNode)package)]),
            ["files"] = corpus.Files.Count,
            ["bytes"] = bytes,
            ["rounds"] = rounds,
            ["rows"] = new JsonArray([.. rows.Select(row => (JsonNode)Fields(row))]),
        };
        bool isSame = rows.All(row => row.IsSameTree);
        return new Outcome(isSame ? Status.Ok : Status.TestFailed, fields, isSame ? null : "The trees are not those of the native parser.")
        {
            Show = output => Show(output, corpus, bytes, rows),
        };
    }

    private static JsonObject Fields(TreeBenchmarkRow row) => new()
    {
        ["engine"] = row.Engine,
        ["reading"] = row.Reading.ToString().ToLowerInvariant(),
        ["files_per_second"] = row.FilesPerSecond,
        ["of_native"] = row.OfNative,
        ["nodes"] = row.Pass.Nodes,
        ["error_nodes"] = row.Pass.Errors,
        ["same_trees"] = row.IsSameTree,
        ["crossings"] = row.Pass.Crossings,
        ["peak_rss_bytes"] = row.Pass.PeakBytes,
        ["rss_after_bytes"] = row.Pass.AfterBytes,
    };

    private static void Show(Terminal terminal, Corpus corpus, long bytes, IReadOnlyList<TreeBenchmarkRow> rows)
    {
        terminal.Output.WriteLine($"{corpus.Files.Count} files, {Number(bytes)} bytes: {string.Join(", ", corpus.Packages)}");
        Table table = new Table().Border(TableBorder.Simple).AddColumns(
            "engine", "reading", "files/s", "of native", "nodes", "ERROR", "crossings", "peak RSS MiB", "after closing MiB");
        foreach (TreeBenchmarkRow row in rows)
        {
            table.AddRow(
                row.Engine, row.Reading.ToString().ToLowerInvariant(), Number(row.FilesPerSecond), Ratio(row.OfNative),
                Number(row.Pass.Nodes), Number(row.Pass.Errors), Number(row.Pass.Crossings), Mebibytes(row.Pass.PeakBytes), Mebibytes(row.Pass.AfterBytes));
        }
        terminal.Tables.Write(table);
    }

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Ratio(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Mebibytes(long bytes) => (bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture);
}
