using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Errors;
using Nf.Fuzz;

namespace Nf.Cli;

/// <summary>`nf fuzz`: random modules through everything a hostile one would meet.</summary>
internal static class FuzzCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<ulong?> seed = new("--seed") { Description = "The seed, which makes a run repeatable; random by default.", HelpName = "N" };
        Option<long> iterations = new("--iterations")
        {
            Description = "How many modules.", HelpName = "N", DefaultValueFactory = _ => 100_000,
        };
        Option<long> first = new("--first")
        {
            Description = "The number of the first iteration: to repeat a part of a run.", HelpName = "N",
        };
        Option<string[]> corpus = new("--corpus")
        {
            Description = "Folders with .wasm files to start from; examples by default.",
            HelpName = "DIR",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string?> replay = new("--replay") { Description = "Test this file instead of random modules.", HelpName = "FILE" };
        Option<string[]> targets = new("--target")
        {
            Description = "Linux targets whose no-heap image runs the sampled cases too: linux-x64, linux-arm64, linux-arm.",
            HelpName = "NAME", AllowMultipleArgumentsPerToken = true,
        };
        Option<int> sample = new("--sample")
        {
            Description = "One in N iterations is compared with wabt, V8 and the targets; 0 for none.",
            HelpName = "N",
            DefaultValueFactory = _ => 20,
        };
        Option<bool> collections = new("--collections")
        {
            Description = "Damages maps and sets in a guest's memory under module vera, instead of making modules.",
        };
        Option<bool> engines = new("--engines")
        {
            Description = "Runs each module on the interpreter and compiled ahead of time; both must do the same, to the last bit.",
        };
        Option<bool> control = new("--control")
        {
            Description = "Sends hostile frames to a firmware host, on each --target: dotnet, linux-x64, mps2-an500. Makes no modules.",
        };
        Option<AheadChecks?> checks = EngineOptions.Checks("With --engines: guard or explicit only, instead of both by turns.");
        Option<int?> optimise = EngineOptions.Optimise("With --engines: compile with gcc at this level, 0 to 3, instead of tcc.");
        Command command = new("fuzz", """
            Makes random modules and sends each through decoding, validation, packing, loading and calls with little fuel.

            Examples:
              nf fuzz --seed 1 --iterations 100000 --target linux-x64
              nf fuzz --seed 1 --iterations 1000000 --collections
              nf fuzz --seed 1 --iterations 2000 --engines --optimise 2
              nf fuzz --seed 1 --iterations 1000000 --control --target dotnet linux-x64
            """)
        {
            seed, iterations, first, corpus, replay, targets, sample, collections, engines, control, checks, optimise, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() => parsed.GetValue(control)
            ? ControlFuzzView.Run(terminal, parsed.GetValue(seed), parsed.GetValue(iterations), parsed.GetValue(targets) ?? [])
            : Execute(new FuzzOptions
        {
            Seed = parsed.GetValue(seed) ?? (ulong)Random.Shared.NextInt64(1_000_000_000),
            Iterations = parsed.GetValue(replay) == null ? parsed.GetValue(iterations) : 1,
            First = parsed.GetValue(first),
            Corpus = parsed.GetValue(corpus) is { Length: > 0 } folders ? folders : [Repository.PathOf("examples")],
            Replay = parsed.GetValue(replay),
            Targets = parsed.GetValue(targets) ?? [],
            SampleEvery = parsed.GetValue(sample),
            Collections = parsed.GetValue(collections),
            Engines = parsed.GetValue(engines),
            Checks = parsed.GetValue(checks),
            Optimisation = EngineOptions.Optimisation(parsed.GetValue(optimise)),
            // A batch is compiled between two signs of life.
            Hang = TimeSpan.FromSeconds(parsed.GetValue(engines) ? 300 : 20),
            Folder = Repository.PathOf("build", "fuzz"),
            Progress = line => terminal.Error.WriteLine(line),
        })));
        return command;
    }

    private static Outcome Execute(FuzzOptions options)
    {
        if (options.Replay is { } file && !File.Exists(file))
            throw new NfException(Status.FileNotFound, $"{file}: there is no such file.");
        FuzzReport report = FuzzCampaign.Run(options);
        long disagreements = report.Comparisons.Sum(comparison => comparison.Disagreements.Count);
        bool isGood = report.FindingCount == 0 && disagreements == 0;
        JsonObject fields = new()
        {
            ["seed"] = options.Seed,
            ["iterations"] = report.Iterations,
            ["seconds"] = Math.Round(report.Seconds, 1),
            ["iterations_per_second"] = Math.Round(report.Iterations / report.Seconds),
            ["inputs"] = Kinds(report),
            ["packed"] = report.Packed,
            ["loaded"] = report.Loaded,
            ["forged_loaded"] = report.ForgedLoaded,
            ["calls"] = Counts(report.Ended),
            ["refused"] = Counts(report.Refused),
            ["finding_count"] = report.FindingCount,
            ["findings"] = new JsonArray([.. report.Findings.Select(finding => (JsonNode)finding)]),
            ["comparisons"] = new JsonArray([.. report.Comparisons.Select(Describe)]),
        };
        string? error = isGood ? null
            : $"{report.FindingCount} findings and {disagreements} disagreements with seed {options.Seed}; "
                + "build/fuzz/findings.txt and --json tell more.";
        return new Outcome(isGood ? Status.Ok : Status.TestFailed, fields, error)
        {
            Show = terminal => Show(terminal, options.Seed, report),
        };
    }

    private static JsonObject Kinds(FuzzReport report)
    {
        JsonObject kinds = [];
        foreach ((string kind, (long inputs, long valid)) in report.Kinds)
            kinds[kind] = new JsonObject { ["inputs"] = inputs, ["valid"] = valid };
        return kinds;
    }

    private static JsonObject Counts(IReadOnlyDictionary<string, long> counts)
    {
        JsonObject made = [];
        foreach ((string name, long count) in counts)
            made[name] = count;
        return made;
    }

    private static JsonNode Describe(Comparison comparison) => new JsonObject
    {
        ["with"] = comparison.With,
        ["asked"] = comparison.Asked,
        ["agreed"] = comparison.Agreed,
        ["explained"] = Counts(comparison.Explained),
        ["disagreements"] = new JsonArray([.. comparison.Disagreements.Select(line => (JsonNode)line)]),
        ["note"] = comparison.Note,
    };

    private static void Show(Terminal terminal, ulong seed, FuzzReport report)
    {
        Write($"seed {seed}: {report.Iterations} iterations in {report.Seconds:0.0} s, {report.Iterations / report.Seconds:0}/s");
        // Damage to collections comes without modules.
        if (report.Packed != 0)
            ShowModules();
        Write($"  calls: {string.Join(", ", report.Ended.Select(end => $"{end.Key} {end.Value}"))}");
        foreach (Comparison comparison in report.Comparisons)
        {
            if (comparison.Note != null)
                Write($"  {comparison.With}: not asked, {comparison.Note}");
            else
            {
                int others = comparison.Disagreements.Count;
                Write($"  {comparison.With}: {comparison.Asked} asked, {comparison.Agreed} agreed, {others} did not");
            }
            foreach ((string cause, long count) in comparison.Explained)
                Write($"    {count} explained: {cause}");
        }
        Write($"  findings: {report.FindingCount}");

        void ShowModules()
        {
            foreach ((string kind, (long inputs, long valid)) in report.Kinds)
                Write($"  {kind}: {inputs} inputs, {(inputs == 0 ? 0 : 100.0 * valid / inputs):0} % valid");
            Write($"  {report.Packed} packed, {report.Loaded} loaded, {report.ForgedLoaded} of them mutated packages");
        }

        void Write(FormattableString line) => terminal.Output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    }
}
