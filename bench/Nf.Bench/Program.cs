using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Linq;
using BenchmarkDotNet.Running;

namespace Nf.Bench;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        Option<bool> quick = new("--quick") { Description = "Own interleaved loops, about a minute; otherwise BenchmarkDotNet, many minutes." };
        Option<bool> json = new("--json") { Description = "One JSON object on standard output; only with --quick." };
        Option<string?> only = new("--only") { Description = "Only comparisons whose name contains this; only with --quick." };
        RootCommand command = new("Measures nf beside what it is compared with.") { quick, json, only };
        command.SetAction(parsed => (int)(parsed.GetValue(quick)
            ? RunQuick(parsed.GetValue(json), parsed.GetValue(only) ?? "")
            : RunFull()));
        return command.Parse(arguments).Invoke();
    }

    private static Status RunQuick(bool json, string only)
    {
        if (IsDebugBuild())
        {
            Console.Error.WriteLine("nf bench: this is a debug build, whose figures mean nothing; run it with -c Release");
            return Status.Usage;
        }
        using Comparisons comparisons = new();
        List<Result> results = [];
        foreach (Comparison comparison in comparisons.All.Where(candidate => candidate.Name.Contains(only, StringComparison.Ordinal)))
        {
            Console.Error.WriteLine($"nf bench: {comparison.Name}");
            results.Add(InterleavedRunner.Run(comparison));
        }
        QuickReport report = new(results, comparisons.ThermostatArenaPeakBytes);
        if (json) report.WriteJson();
        else report.WriteTable();
        return report.Status;
    }

    private static Status RunFull()
    {
        BenchmarkRunner.Run<FullBenchmarks>();
        return Status.Ok;
    }

    private static bool IsDebugBuild() => typeof(Memory.Arena).Assembly
        .GetCustomAttributes(typeof(DebuggableAttribute), false).Cast<DebuggableAttribute>().Any(attribute => attribute.IsJITOptimizerDisabled);
}
