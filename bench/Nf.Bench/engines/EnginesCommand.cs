using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using Nf.Build;
using Nf.Errors;

namespace Nf.Bench;

/// <summary>The verbs `engines` and `serve` of this program.</summary>
internal static class EnginesCommand
{
    /// <summary>`serve`: what <see cref="EngineRunner"/> starts to measure nf itself.</summary>
    public static Command CreateServe()
    {
        Argument<string> module = new("MODULE") { Description = "A module or package of bench/kernels." };
        Option<string?> artefact = new("--artefact") { Description = "What `nf compile` made of it; interpreted otherwise." };
        Command command = new("serve", "Runs kernels that standard input asks for; see bench/kernels/driver.c.") { module, artefact };
        command.SetAction(parsed => Guard(() => KernelServer.Serve(parsed.GetValue(module)!, parsed.GetValue(artefact))));
        return command;
    }

    /// <summary>`engines`: all engines beside native code.</summary>
    public static Command Create()
    {
        Option<bool> quick = new("--quick") { Description = "Under a minute; less exact." };
        Option<bool> json = new("--json") { Description = "One JSON object on standard output." };
        Option<bool> write = new("--write") { Description = "Write docs/PERFORMANCE.md and its pictures." };
        Option<string?> only = new("--only") { Description = "Only kernels whose name contains this." };
        Option<string[]> engine = new("--engine") { Description = "Only these engines, and native code; may be given several times." };
        Option<string[]> board = new("--board") { Description = "Only these boards, or 'none'; may be given several times." };
        Command command = new("engines", "Runs the kernels of bench/kernels on all engines in turns, and on emulated boards.")
        {
            quick, json, write, only, engine, board,
        };
        command.SetAction(parsed => Guard(() =>
        {
            EnginesReport report = Measure(
                parsed.GetValue(quick), Kernels(parsed.GetValue(only) ?? ""), Engines(parsed.GetValue(engine) ?? []), Boards(parsed.GetValue(board) ?? []));
            if (parsed.GetValue(write)) PerformancePage.Write(report, Repository.PathOf("docs"));
            if (parsed.GetValue(json)) JsonReport.Write(report);
            else TableReport.Write(report);
        }));
        return command;
    }

    private static int Guard(Action work)
    {
        try
        {
            work();
            return (int)Status.Ok;
        }
        catch (NfException error)
        {
            Console.Error.WriteLine("nf bench: " + error.Message);
            return (int)error.Status;
        }
    }

    private static EnginesReport Measure(
        bool isQuick, List<Kernel> kernels, List<EngineEntry> engines, List<KernelBoard> boards)
    {
        KernelModules.Make();
        EnginePlan plan = isQuick ? EnginePlan.Quick(kernels, engines) : EnginePlan.Full(kernels, engines);
        EngineComparison comparison = EngineRunner.Run(plan, Say);
        using IKernelEngine native = engines[0].Start!();
        BoardRunner runner = new(native, Say);
        IReadOnlyList<BoardFigures> images = [.. boards.SelectMany(runner.RunAll)];
        return new EnginesReport(MachineDescription.Read(), comparison, images);
    }

    private static void Say(string step) => Console.Error.WriteLine($"nf bench: {step}");

    private static List<KernelBoard> Boards(string[] names)
    {
        if (names is ["none"]) return [];
        if (names.FirstOrDefault(name => !KernelBoard.Names.Contains(name)) is { } unknown)
        {
            throw new NfException(Status.Usage,
                $"instructions are not counted on '{unknown}'; they are on {string.Join(", ", KernelBoard.Names)}");
        }
        return [.. KernelBoard.All.Where(board => names.Length == 0 || names.Contains(board.Name))];
    }

    private static List<Kernel> Kernels(string only)
    {
        List<Kernel> kernels = [.. Kernel.All.Where(kernel => kernel.Name.Contains(only, StringComparison.Ordinal))];
        return kernels.Count > 0 ? kernels : throw new NfException(Status.Usage,
            $"no kernel's name contains '{only}'; there are {string.Join(", ", Kernel.All.Select(kernel => kernel.Name))}");
    }

    private static List<EngineEntry> Engines(string[] names)
    {
        IReadOnlyList<EngineEntry> all = EngineCatalog.All;
        if (names.FirstOrDefault(name => all.All(engine => engine.Name != name)) is { } unknown)
        {
            throw new NfException(Status.Usage,
                $"there is no engine '{unknown}'; there are {string.Join(", ", all.Select(engine => engine.Name))}");
        }
        return [.. all.Where(engine => names.Length == 0 || engine.Name == EngineCatalog.Native || names.Contains(engine.Name))];
    }
}
