using System;
using System.Collections.Generic;
using System.Linq;
using Nf.Build;
using Nf.Errors;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Wast;

/// <summary>Runs test files of the specification, in this process or in an image of the no-heap world.</summary>
public static class WastRun
{
    // The target's own limits are the tighter ones.
    private static readonly PackageOptions s_package = new()
    {
        Fuel = InstanceLimits.FuelMax,
        Depth = InstanceLimits.Most.CallDepth,
        MemoryPages = InstanceLimits.Most.MemoryPages,
        StackBytes = InstanceLimits.Most.StackBytes,
    };

    private static readonly PackageOptions s_aotPackage =
        s_package with { Engine = GuestEngine.Aot, TableElements = InstanceLimits.Most.TableElements };

    /// <summary>Runs files.</summary>
    /// <param name="files">The files, read.</param>
    /// <param name="target">The name of a board; null for this process.</param>
    /// <param name="progress">Told what is being done; null for nobody.</param>
    /// <exception cref="NfException">There is no such board, or its image can't be built or run.</exception>
    public static IReadOnlyList<FileOutcome> Execute(IReadOnlyList<WastFile> files, string? target, Action<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        List<PlannedFile> plan = [];
        int number = 0;
        foreach (WastFile file in files)
        {
            plan.Add(ScriptCompiler.Compile(file, number, GuestEngine.Interpreter, wasm => Package(wasm, s_package)));
            number += file.Commands.Count;
        }

        if (target == null) return RunHere(plan);
        BoardDescription board = BoardReader.Read(target);
        ImageRunner runner = new(board, progress);
        Dictionary<int, CommandResult> results = runner.Run(plan);
        return plan.ConvertAll(file => runner.LeftOut.Contains(file)
            ? Outcome(file, (command, _) => Unsupported(command, FeatureName.Flash))
            : Outcome(file, (command, number) => Conclude(command, results[number], board)));
    }

    private static List<FileOutcome> RunHere(List<PlannedFile> plan)
    {
        Dictionary<int, CommandResult> results = DesktopRunner.Run(ScriptWriter.Join(plan.Select(file => file.Records)));
        return plan.ConvertAll(file => Outcome(file, (command, number) => Conclude(command, results[number], null)));
    }

    // What can't be packed stays as it is: the runner finds why.
    private static ReadOnlyMemory<byte> Package(ReadOnlyMemory<byte> wasm, PackageOptions options)
    {
        try
        {
            return Packager.Pack(wasm.Span, options).Wasm;
        }
        catch (NfException)
        {
            return wasm;
        }
    }

    private static FileOutcome Outcome(PlannedFile file, Func<PlannedCommand, int, CommandOutcome> conclude)
    {
        UnknownInstances unknown = new(file.Life);
        List<CommandOutcome> outcomes = [];
        for (int i = 0; i < file.Commands.Count; i++)
        {
            PlannedCommand command = file.Commands[i];
            string? feature = command.Unsupported ?? unknown.FeatureOf(i);
            CommandOutcome outcome = feature == null ? conclude(command, file.FirstNumber + i) : Unsupported(command, feature);
            if (outcome.Verdict == Verdict.Unsupported) unknown.Add(i, outcome.Feature);
            outcomes.Add(outcome);
        }

        return new FileOutcome(file.File, outcomes);
    }

    private static CommandOutcome Unsupported(PlannedCommand planned, string feature) => new(planned.Command, Verdict.Unsupported, feature);

    private static CommandOutcome Conclude(PlannedCommand planned, CommandResult result, BoardDescription? board)
    {
        WastCommand command = planned.Command;
        if (result.Verdict == Verdict.Passed) return new CommandOutcome(command, Verdict.Passed);
        string? feature = result.Verdict == Verdict.Unsupported ? FeatureName.Of(in result)
            : board == null ? null : BoardLimit.Explain(board, planned.Module, in result);
        return feature != null
            ? Unsupported(planned, feature)
            : new CommandOutcome(command, Verdict.Failed, "", OutcomeText.Expected(command), OutcomeText.Found(command, in result));
    }
}
