using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Runtime;
using Nf.Wast;

namespace Nf.Cli;

/// <summary>`nf wast`: the specification's own tests.</summary>
internal static class SpecificationTestsCommand
{
    // With thousands of failures the first ones tell.
    private const int FailuresShownMax = 200;

    public static Command Create(Terminal terminal)
    {
        Argument<string[]> files = new("FILE")
        {
            Description = "A .wast file, or the JSON that wast2json made of one.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string?> target = new("--target")
        {
            Description = "Run them in the heapless program of this board or Linux target instead; `nf boards` lists them.",
            HelpName = "NAME",
        };
        Option<GuestEngine?> engine = EngineOptions.Engine();
        Option<AheadChecks?> checks = EngineOptions.Checks();
        Option<int?> optimise = EngineOptions.Optimise();
        Option<bool> list = new("--list") { Description = "Print each unsupported command, too." };
        Command command = new("wast", """
            Runs test files of the WebAssembly specification and counts what passes, what fails, and what needs a feature that nf
            does not take.

            Examples:
              nf wast i32.wast
              nf wast i32.wast --engine aot --checks explicit
            """)
        {
            files, target, engine, checks, optimise, list, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() => Execute(
            parsed.GetValue(files)!,
            new WastOptions
            {
                Target = parsed.GetValue(target),
                Engine = parsed.GetValue(engine) ?? GuestEngine.Interpreter,
                Checks = parsed.GetValue(checks) ?? AheadChecks.Guard,
                Optimisation = EngineOptions.Optimisation(parsed.GetValue(optimise)),
                Progress = terminal.Progress,
            },
            parsed.GetValue(list))));
        return command;
    }

    private static Outcome Execute(string[] paths, WastOptions options, bool isListed)
    {
        List<WastFile> files = [.. paths.Select(WastFile.Read)];
        IReadOnlyList<FileOutcome> outcomes = WastRun.Execute(files, options);
        CommandOutcome[] commands = [.. outcomes.SelectMany(file => file.Commands)];
        int failed = outcomes.Sum(file => file.Failed);
        JsonObject fields = new()
        {
            ["passed"] = outcomes.Sum(file => file.Passed),
            ["failed"] = failed,
            ["unsupported"] = Features(FileOutcome.CountFeatures(commands)),
            ["kinds"] = new JsonArray([.. Kinds(commands).Select(kind => (JsonNode)Kind(kind))]),
            ["files"] = new JsonArray([.. outcomes.Select(file => (JsonNode)FileFields(file))]),
        };
        Status status = failed == 0 ? Status.Ok : Status.TestFailed;
        return new Outcome(status, fields) { Show = output => Show(output, outcomes, commands, isListed) };
    }

    private static JsonObject Features(IEnumerable<KeyValuePair<string, int>> features) =>
        new(features.Select(feature => KeyValuePair.Create(feature.Key, (JsonNode?)feature.Value)));

    private static IEnumerable<IGrouping<string, CommandOutcome>> Kinds(IEnumerable<CommandOutcome> commands) =>
        commands.GroupBy(command => command.Command.Type).OrderBy(kind => kind.Key, StringComparer.Ordinal);

    private static JsonObject Kind(IGrouping<string, CommandOutcome> kind) => new()
    {
        ["name"] = kind.Key,
        ["passed"] = kind.Count(command => command.Verdict == Verdict.Passed),
        ["failed"] = kind.Count(command => command.Verdict == Verdict.Failed),
        ["unsupported"] = kind.Count(command => command.Verdict == Verdict.Unsupported),
    };

    private static JsonObject FileFields(FileOutcome file) => new()
    {
        ["name"] = file.File.Name,
        ["passed"] = file.Passed,
        ["failed"] = file.Failed,
        ["unsupported"] = Features(file.Unsupported),
        ["failures"] = new JsonArray([.. file.FailureLines.Select(line => (JsonNode)line)]),
    };

    private static void Show(Terminal terminal, IReadOnlyList<FileOutcome> outcomes, CommandOutcome[] commands, bool isListed)
    {
        foreach (FileOutcome file in outcomes)
            terminal.Output.WriteLine($"{file.File.Name}: {Count(file.Passed, file.Failed, file.Unsupported)}");
        foreach (string line in outcomes.SelectMany(file => isListed ? file.UnsupportedLines : []))
            terminal.Output.WriteLine($"unsupported {line}");
        string[] failures = [.. outcomes.SelectMany(file => file.FailureLines)];
        foreach (string failure in failures.Take(FailuresShownMax))
            terminal.Output.WriteLine($"FAILED {failure}");
        if (failures.Length > FailuresShownMax)
            terminal.Output.WriteLine($"… and {failures.Length - FailuresShownMax} more; --json has all");
        foreach (IGrouping<string, CommandOutcome> kind in Kinds(commands))
        {
            int passed = kind.Count(command => command.Verdict == Verdict.Passed);
            int failed = kind.Count(command => command.Verdict == Verdict.Failed);
            terminal.Output.WriteLine($"{kind.Key}: {Count(passed, failed, FileOutcome.CountFeatures(kind))}");
        }
        int allPassed = outcomes.Sum(file => file.Passed), allFailed = outcomes.Sum(file => file.Failed);
        terminal.Output.WriteLine(Count(allPassed, allFailed, FileOutcome.CountFeatures(commands)));
    }

    private static string Count(int passed, int failed, IReadOnlyList<KeyValuePair<string, int>> unsupported)
    {
        string list = string.Join(", ", unsupported.Select(feature => $"{feature.Value} {feature.Key}"));
        string features = list.Length == 0 ? "" : $" ({list})";
        return $"{passed} passed, {failed} failed, {unsupported.Sum(feature => feature.Value)} unsupported{features}";
    }
}
