using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using Nf.Build;
using Nf.Runtime;
using Nf.Errors;

namespace Nf.Bench;

/// <summary>Counts what the kernels take on emulated boards: the same figures in each run.</summary>
internal sealed partial class BoardRunner(IKernelEngine native, Action<string> say)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    /// <summary>Counts on both engines, with fuel and depth and without.</summary>
    public IReadOnlyList<BoardFigures> RunAll(KernelBoard board) =>
    [
        Run(board.Name, EngineCatalog.Explicit, board.Package, GuestEngine.Aot),
        Run(board.Name, EngineCatalog.ExplicitUnmetered, board.Plain, GuestEngine.Aot),
        Run(board.Name, EngineCatalog.Interpreter, board.Package, GuestEngine.Interpreter),
        Run(board.Name, EngineCatalog.InterpreterUnmetered, board.Plain, GuestEngine.Interpreter),
    ];

    // Builds the image and runs it.
    private BoardFigures Run(string board, string engine, string module, GuestEngine guestEngine)
    {
        say($"{engine} on {board}");
        BuildResult build = FirmwareBuilder.Build(
            new BuildRequest { Board = board, Program = "kernels", GuestPath = module, Engine = guestEngine });
        if (build.Status == Status.ImageTooLarge)
            return new BoardFigures(board, engine, 0, 0, build.Message, new Dictionary<string, double>());
        if (build.Status != Status.Ok)
            throw new NfException(build.Status, build.Message);
        EmulatorResult run = Emulator.Run(BoardReader.Read(board), build.ImagePath, s_limit);
        Status status = run.Status == Status.Ok ? (Status)run.ExitCode : run.Status;
        string message = status == Status.Ok ? "" : $"the image ended with {status}";
        return Read(new BoardFigures(board, engine, build.Size!.FlashBytes, 0, message, new Dictionary<string, double>()), run.Lines);
    }

    private BoardFigures Read(BoardFigures image, IReadOnlyList<string> lines)
    {
        Dictionary<string, double> instructions = [];
        long arena = 0;
        foreach (string line in lines)
        {
            if (KernelLine().Match(line) is { Success: true } match)
                instructions[match.Groups["name"].Value] = Instructions(image.Board, image.Engine, match);
            else if (line.StartsWith("arena ", StringComparison.Ordinal))
                arena = long.Parse(line.AsSpan("arena ".Length), CultureInfo.InvariantCulture);
        }
        return image with { ArenaBytes = arena, Instructions = instructions };
    }

    private double Instructions(string board, string engine, Match line)
    {
        string name = line.Groups["name"].Value;
        uint rounds = (uint)Number(line, "rounds");
        ulong expected = native.Run(Kernel.Named(name), rounds).Checksum, checksum = Number(line, "checksum");
        return checksum == expected
            ? (double)Number(line, "instructions") / rounds
            : throw new NfException(Status.TestFailed,
                $"{engine} on {board}: {name} gives {checksum} after {rounds} rounds, but native code gives {expected}.");
    }

    private static ulong Number(Match line, string group) => ulong.Parse(line.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^kernel (?<name>\w+) rounds (?<rounds>\d+) checksum (?<checksum>\d+) instructions (?<instructions>\d+)\s*$")]
    private static partial Regex KernelLine();
}
