using System;
using System.Collections.Generic;
using Nf.Build;
using Nf.Emulation;
using Nf.Errors;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>Builds an image with a guest and runs it: on an emulated board, or as a program of a Linux target.</summary>
internal sealed class ImageRun
{
    private static readonly TimeSpan s_limitBase = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_limitPerTick = TimeSpan.FromMilliseconds(50);

    private readonly Terminal _terminal;
    private readonly GuestInput _input;
    private readonly BoardDescription _board;
    private readonly EngineChoice _engine;
    private readonly RunRecorder _recorder;
    private readonly FirmwareConsole _console;

    public ImageRun(Terminal terminal, GuestInput input, BoardDescription board, EngineChoice engine, bool isTraceShown)
    {
        _terminal = terminal;
        _input = input;
        _board = board;
        _engine = engine;
        _recorder = new RunRecorder(terminal, isTraceShown);
        _console = new FirmwareConsole(_recorder.OnTraceLine, _recorder.OnOutput);
    }

    /// <summary>Builds and runs.</summary>
    /// <param name="arguments">The guest's arguments; boards have none.</param>
    public Outcome Execute(IReadOnlyList<string> arguments)
    {
        using GuestModule module = new(_input.File);
        BuildResult build = ImageBuilder.Build(_terminal, _board, module, _input, _engine);
        if (build.Status != Status.Ok)
            return new Outcome(build.Status, ImageBuilder.Fields(_board, build), build.Message);
        _terminal.Progress($"{_board.Name}: run");
        Run(build.ImagePath, arguments);
        GuestOutcome guest = module.Outcome(_console.Report) with
        {
            StackUsedBytes = _console.StackUsedBytes,
            StackBytes = _console.StackBytes,
        };
        Outcome outcome = _recorder.Finish(_input, _board.Name, _board.Name, guest);
        outcome.Fields["image"] = Repository.Relative(build.ImagePath);
        return outcome;
    }

    private void Run(string imagePath, IReadOnlyList<string> arguments)
    {
        TimeSpan limit = s_limitBase + (s_limitPerTick * _input.Ticks);
        IReadOnlyDictionary<int, string> sensors = RigSensors.Of(_board);
        EmulatorResult result = sensors.Count == 0
            ? Emulator.Run(_board, imagePath, limit, arguments, _console.Take)
            : new RiggedEmulator(_board, sensors, _input.Scenario).Run(imagePath, limit, _console.Take);
        if (result.Status == Status.TimedOut)
            throw new NfException(Status.TimedOut,
                $"{_board.Name}: the run did not end within {limit.TotalSeconds:0} s; its last line was '{_console.LastLine}'.");
        if (_console.HasEnded)
            return;
        string last = result.Errors.Trim().Length == 0 ? _console.LastLine : result.Errors.Trim().ReplaceLineEndings(" ");
        if (result.ExitCode == (int)Status.StackExhausted)
        {
            throw new NfException(Status.StackExhausted,
                $"{_board.Name}: the native stack of {_board.StackBytes} bytes ran out; its last words were '{last}'. " +
                $"stack_bytes of boards/{_board.Name}/board.yaml gives more.");
        }
        throw new NfException(Status.EmulatorFailed,
            $"{_board.Name}: the run ended without a report (exit code {result.ExitCode}); its last words were '{last}'.");
    }
}
