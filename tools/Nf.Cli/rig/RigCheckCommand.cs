using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Rig;

namespace Nf.Cli;

/// <summary>`nf rig check`.</summary>
internal static class RigCheckCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> files = RigCommand.RigPaths();
        Command command = new("check", """
            Reads rigs without running them: says what is wrong with file, line and column, and which steps a target can't do.

            Example: nf rig check rigs/*.yaml
            """)
        {
            files, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() => Execute(parsed.GetValue(files)!)));
        return command;
    }

    private static Outcome Execute(string[] paths)
    {
        JsonArray list = [];
        List<string> lines = [];
        int errors = 0;
        foreach (string path in paths)
        {
            IReadOnlyList<RigError> found = RigFileReader.TryRead(path, out RigFile? file);
            errors += found.Count;
            lines.AddRange(found.Select(error => $"{error}"));
            JsonObject fields = new() { ["file"] = path, ["errors"] = new JsonArray([.. found.Select(error => (JsonNode)$"{error}")]) };
            if (file != null)
                Describe(file, fields, lines);
            list.Add((JsonNode)fields);
        }
        JsonObject result = new() { ["files"] = list, ["errors"] = errors };
        return new Outcome(errors == 0 ? Status.Ok : Status.ScenarioInvalid, result, errors == 0 ? null : $"{(errors == 1 ? "1 mistake" : $"{errors} mistakes")} in {(paths.Length == 1 ? "the file" : $"{paths.Length} files")}.")
        {
            Show = terminal =>
            {
                foreach (string line in lines)
                    terminal.Output.WriteLine(line);
            },
        };
    }

    private static void Describe(RigFile file, JsonObject fields, List<string> lines)
    {
        RigStep[] steps = [.. RigFile.Flatten(file.Steps)];
        lines.Add($"{Repository.Relative(file.Path)}: {file.Name}, {steps.Length} steps");
        JsonObject targets = [];
        foreach ((RigTargetKind kind, string target) in RigTargets.Kinds.SelectMany(kind => kind.Examples.DefaultIfEmpty(kind.Form), (kind, name) => (kind, name)))
        {
            if (WhyNot(file.Needs) is { } missing)
            {
                targets[target] = new JsonArray((JsonNode)$"1: {missing}");
                lines.Add($"  {target,-20} no step: {missing}");
                continue;
            }
            (RigStep Step, string Why)[] lacking = [.. from step in steps let why = WhyNot(step.Needs) where why != null select (step, why)];
            targets[target] = new JsonArray([.. lacking.Select(one => (JsonNode)$"{one.Step.Mark.Line}: {one.Why}")]);
            lines.Add($"  {target,-20} {(lacking.Length == 0 ? "all steps" : $"{steps.Length - lacking.Length} steps; not:")}");
            lines.AddRange(lacking.Select(one => $"    line {one.Step.Mark.Line}, {one.Step.Text}: {one.Why}"));

            string? WhyNot(IEnumerable<RigNeed> needs) => needs.Select(need => kind.WhyNot(target, need)).FirstOrDefault(reason => reason != null);
        }
        fields["name"] = file.Name;
        fields["steps"] = steps.Length;
        fields["lacking"] = targets;
    }
}
