using System;
using System.Collections.Generic;
using System.Linq;
using Nf.Build;
using Nf.Errors;

namespace Nf.Wast;

/// <summary>Runs test files of the specification, in this process or in an image of the no-heap world.</summary>
public static class WastRun
{
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
            plan.Add(ScriptCompiler.Compile(file, number, Package));
            number += file.Commands.Count;
        }

        if (target == null)
            return Conclude(plan, DesktopRunner.Run(ScriptWriter.Join(plan.Select(file => file.Records))), new HashSet<PlannedFile>());
        ImageRunner runner = new(BoardReader.Read(target), progress);
        return Conclude(plan, runner.Run(plan), runner.LeftOut);
    }

    // The seam for what makes a package of a module.
    private static ReadOnlyMemory<byte> Package(ReadOnlyMemory<byte> wasm) => wasm;

    private static List<FileOutcome> Conclude(
        List<PlannedFile> plan, Dictionary<int, CommandResult> results, IReadOnlySet<PlannedFile> leftOut) =>
        plan.ConvertAll(file => new FileOutcome(file.File,
            [.. file.Commands.Select((command, i) => Conclude(command, file.FirstNumber + i, results, leftOut.Contains(file)))]));

    private static CommandOutcome Conclude(PlannedCommand planned, int number, Dictionary<int, CommandResult> results, bool isLeftOut)
    {
        WastCommand command = planned.Command;
        if (planned.Unsupported != null) return new CommandOutcome(command, Verdict.Unsupported, planned.Unsupported);
        if (isLeftOut) return new CommandOutcome(command, Verdict.Unsupported, FeatureName.Flash);
        CommandResult result = results[number];
        return result.Verdict switch
        {
            Verdict.Passed => new CommandOutcome(command, Verdict.Passed),
            Verdict.Unsupported => new CommandOutcome(command, Verdict.Unsupported, FeatureName.Of(in result)),
            _ => new CommandOutcome(command, Verdict.Failed, "", OutcomeText.Expected(command), OutcomeText.Found(command, in result)),
        };
    }
}
