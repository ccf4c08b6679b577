using System;
using System.Collections.Generic;
using System.Linq;
using Nf.Build;

namespace Nf.Bench;

/// <summary>Builds the measuring image of a board and runs it on the board's emulator, which counts instructions.</summary>
internal static class OnTargetRunner
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    public static Status Run(string boardName, out IReadOnlyList<WorstCase> cases, out string message)
    {
        cases = [];
        BuildResult build = FirmwareBuilder.Build(new BuildRequest { Board = boardName, Program = "bench", Progress = Say });
        message = build.Message;
        if (build.Status != Status.Ok) return build.Status;
        Say("emulator");
        EmulatorResult run = Emulator.Run(BoardReader.Read(boardName), build.ImagePath, s_limit);
        if (run.Status != Status.Ok)
        {
            message = $"the emulator of {boardName} did not end within {s_limit.TotalMinutes} minutes";
            return run.Status;
        }
        cases = [.. run.Lines.Select(line => WorstCase.Parse(boardName, line)).OfType<WorstCase>()];
        bool isComplete = cases.Count == 2 && run.ExitCode is (int)Status.Ok or (int)Status.LimitExceeded;
        if (run.ExitCode == (int)Status.OutOfRange)
        {
            message = $"the emulator of {boardName} runs its core at another clock than the board's, nothing is counted: use lm3s6965evb";
            return Status.NotSupported;
        }
        message = isComplete ? "" : $"the measuring image of {boardName} ended with {(Status)run.ExitCode}";
        return isComplete ? Status.Ok : Status.TestFailed;
    }

    private static void Say(string step) => Console.Error.WriteLine($"nf bench: {step}");
}
