using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Errors;
using Nf.Fuzz;

namespace Nf.Cli;

/// <summary>`nf fuzz --control`: runs the campaigns and shows their figures.</summary>
internal static class ControlFuzzView
{
    private static readonly string[] s_mustBeZero = ["exit_code", "accepted", "mistaken", "requests_failed"];

    public static Outcome Run(Terminal terminal, ulong? seed, long iterations, string[] targets)
    {
        uint number = (uint)(seed ?? (ulong)Random.Shared.Next(1, int.MaxValue));
        if (iterations < 0)
            throw new NfException(Status.Usage, $"--iterations is {iterations}, but must be 0 or more.");
        string folder = Repository.PathOf("build", "fuzz", "control");
        List<(string Target, IReadOnlyDictionary<string, double> Figures)> runs = [];
        foreach (string target in targets.Length == 0 ? [ControlFuzz.DotNet] : targets)
            runs.Add((target, ControlFuzz.Run(target, number, (ulong)iterations, folder, terminal.Progress)));
        string[] wrong = [.. runs.Where(run => !IsGood(run.Figures, iterations)).Select(run => run.Target)];
        JsonObject fields = new()
        {
            ["seed"] = number,
            ["campaigns"] = new JsonArray([.. runs.Select(run => (JsonNode)Describe(run.Target, run.Figures))]),
        };
        return new Outcome(wrong.Length == 0 ? Status.Ok : Status.TestFailed, fields,
            wrong.Length == 0 ? null : $"{string.Join(", ", wrong)}: not as it has to be with seed {number}; --json tells more.")
        {
            Show = shown =>
            {
                foreach ((string target, IReadOnlyDictionary<string, double> figures) in runs)
                {
                    shown.Output.WriteLine($"{target}, seed {number}:");
                    foreach ((string name, double value) in figures)
                        shown.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name} {value}"));
                }
            },
        };
    }

    private static bool IsGood(IReadOnlyDictionary<string, double> figures, long frames) =>
        figures.GetValueOrDefault("frames", -1) == frames && s_mustBeZero.All(name => figures.GetValueOrDefault(name, -1) == 0);

    private static JsonObject Describe(string target, IReadOnlyDictionary<string, double> figures)
    {
        JsonObject described = new() { ["target"] = target };
        foreach ((string name, double value) in figures)
            described[name] = value;
        return described;
    }
}
