using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nf.Build;
using Nf.Errors;
using Nf.Package;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Wast;

/// <summary>Runs test files of the specification, in this process or in an image of the no-heap world.</summary>
public static class WastRun
{
    // A table that grows takes the room of all of them, and an instance's arena has room for several.
    private const uint TableElementsMax = 1_000_000;

    // The target's own limits are the tighter ones.
    private static readonly PackageOptions s_package = new()
    {
        Fuel = InstanceLimits.FuelMax,
        Depth = InstanceLimits.Most.CallDepth,
        MemoryPages = InstanceLimits.Most.MemoryPages,
        StackBytes = InstanceLimits.Most.StackBytes,
    };

    private static readonly PackageOptions s_aotPackage =
        s_package with { Engine = GuestEngine.Aot, TableElements = TableElementsMax };

    /// <summary>Runs files.</summary>
    /// <param name="files">The files, read.</param>
    /// <param name="options">Where, and by which engine.</param>
    /// <exception cref="NfException">There is no such board, or its image can't be built or run; or a compiler is missing.</exception>
    public static IReadOnlyList<FileOutcome> Execute(IReadOnlyList<WastFile> files, WastOptions options)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        List<PlannedFile> plan = [];
        List<ReadOnlyMemory<byte>> packages = [];
        PackageOptions package = options.Engine == GuestEngine.Aot ? s_aotPackage : s_package;
        int number = 0;
        foreach (WastFile file in files)
        {
            plan.Add(ScriptCompiler.Compile(file, number, options.Engine, wasm => Package(wasm, package, packages)));
            number += file.Commands.Count;
        }

        if (options.Engine == GuestEngine.Aot) return RunCompiled(plan, packages, options);
        if (options.Target == null) return RunHere(plan, null);
        BoardDescription board = BoardReader.Read(options.Target);
        ImageRunner runner = new(board, options.Progress);
        Dictionary<int, CommandResult> results = runner.Run(plan);
        return plan.ConvertAll(file => runner.LeftOut.Contains(file)
            ? Outcome(file, (command, _) => Unsupported(command, FeatureName.Flash))
            : Outcome(file, (command, number) => Conclude(command, results[number], board)));
    }

    private static List<FileOutcome> RunCompiled(List<PlannedFile> plan, List<ReadOnlyMemory<byte>> packages, WastOptions options)
    {
        if (options.Target != null)
            throw new NfException(Status.NotSupported, "compiled ahead of time, tests of the specification run in this process only: leave --target out");
        string folder = Directory.CreateTempSubdirectory("nf-wast-").FullName;
        try
        {
            options.Progress?.Invoke($"compiling {packages.Count} modules");
            AheadBatchArtefact artefact = AheadBatch.Compile(new AheadBatchRequest
            {
                Packages = packages,
                Target = HostTarget.Name,
                Checks = options.Checks,
                Optimisation = options.Optimisation,
                Folder = folder,
            });
            options.Progress?.Invoke("running");
            AheadLibrary library = new(artefact.Path);
            List<FileOutcome> outcomes = RunHere(plan, library);
            library.Unload();
            return outcomes;
        }
        finally
        {
            //            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<FileOutcome> RunHere(List<PlannedFile> plan, AheadLibrary? compiled)
    {
        Dictionary<int, CommandResult> results = DesktopRunner.Run(ScriptWriter.Join(plan.Select(file => file.Records)), compiled);
        return plan.ConvertAll(file => Outcome(file, (command, number) => Conclude(command, results[number], null)));
    }

    // What can't be packed stays as it is: the runner finds why.
    private static ReadOnlyMemory<byte> Package(ReadOnlyMemory<byte> wasm, PackageOptions options, List<ReadOnlyMemory<byte>> packages)
    {
        try
        {
            packages.Add(Packager.Pack(wasm.Span, options).Wasm);
            return packages[^1];
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
