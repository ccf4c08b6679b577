using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Nf.Bench;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        Option<bool> quick = new("--quick") { Description = "Half a minute, interleaved loops; otherwise BenchmarkDotNet, many minutes." };
        Option<bool> json = new("--json") { Description = "One JSON object on standard output." };
        Option<string?> only = new("--only") { Description = "Only comparisons whose name contains this; with --quick." };
        Option<string?> board = new("--board") { Description = "Instead: the allocator's worst case, on this board's emulator." };
        Option<bool> validation = new("--validation") { Description = "Instead: the validator beside wabt's, in MB/s." };
        Option<bool> collections = new("--collections") { Description = "Instead: what the host does for a guest's maps, in ns." };
        RootCommand command = new("Measures nf beside what it is compared with.") 
        {
            quick, json, only, board, validation, collections, EnginesCommand.Create(), EnginesCommand.CreateServe(),
        };
        command.Validators.Add(result =>
        {
            bool isFull = !result.GetValue(quick) && result.GetValue(board) is null;
            if (isFull && (result.GetValue(json) || result.GetValue(only) is not null))
                result.AddError("--json and --only need --quick or --board: BenchmarkDotNet writes reports of its own");
        });
        command.SetAction(result => result.GetValue(validation)
            ? (int)ValidationMeasurement.Run()
            : result.GetValue(collections) ? (int)CollectionMeasurement.Run()
            : (int)Run(result.GetValue(quick), result.GetValue(json), result.GetValue(only) ?? "", result.GetValue(board)));
        ParseResult parsed = command.Parse(arguments);
        return parsed.Errors.Count > 0 ? Refuse(parsed.Errors[0].Message) : parsed.Invoke();
    }

    private static Status Run(bool quick, bool json, string only, string? board)
    {
        if (board is not null) return RunOnTarget(board, json);
        return quick ? RunQuick(json, only) : RunFull();
    }

    private static int Refuse(string message)
    {
        Console.Error.WriteLine("nf bench: " + message);
        return (int)Status.Usage;
    }

    private static Status RunQuick(bool json, string only)
    {
        if (IsDebugBuild()) return (Status)Refuse("this is a debug build, whose figures mean nothing; run it with -c Release");
        using Comparisons comparisons = new();
        List<Comparison> chosen = [.. comparisons.All.Where(candidate => candidate.Name.Contains(only, StringComparison.Ordinal))];
        if (chosen.Count == 0)
        {
            string names = string.Join(", ", comparisons.All.Select(each => each.Name));
            return (Status)Refuse($"no comparison's name contains '{only}'; there are {names}");
        }
        List<Result> results = [];
        foreach (Comparison comparison in chosen)
        {
            Console.Error.WriteLine($"nf bench: {comparison.Name}");
            results.Add(InterleavedRunner.Run(comparison));
        }
        if (json) JsonReport.Write(Status.Ok, results, comparisons.ThermostatArenaPeakBytes);
        else TableReport.Write(results, comparisons.ThermostatArenaPeakBytes);
        return Status.Ok;
    }

    private static Status RunOnTarget(string board, bool json)
    {
        Status status = OnTargetRunner.Run(board, out IReadOnlyList<WorstCase> cases, out string message);
        if (message.Length > 0) Console.Error.WriteLine("nf bench: " + message);
        if (json) JsonReport.Write(status, cases);
        else if (status == Status.Ok) TableReport.Write(cases);
        return status;
    }

    private static Status RunFull()
    {
        // In this process: a project that BenchmarkDotNet generates would build all of nf again, with its own output folders.
        BenchmarkRunner.Run<FullBenchmarks>(DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)));
        return Status.Ok;
    }

    private static bool IsDebugBuild() =>
        typeof(Memory.Arena).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true };
}
