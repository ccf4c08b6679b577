using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Nf.Build;
using Nf.Emulation;
using Nf.Errors;
using Nf.Platform;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>
/// Runs an image on an emulated board and plays the scenario's temperatures from outside: at each "@tick N" of the board it sets what the
/// emulated sensors measure, then lets the tick begin.
/// </summary>
internal sealed class RiggedEmulator
{
    private readonly BoardDescription _board;
    private readonly IReadOnlyDictionary<int, string> _sensors;
    private readonly IReadOnlyList<ScenarioEvent> _events;
    private int _next;

    public RiggedEmulator(BoardDescription board, IReadOnlyDictionary<int, string> sensors, ScenarioFile scenario)
    {
        _board = board;
        _sensors = sensors;
        _events = scenario.Events;
        foreach (ScenarioEvent scenarioEvent in _events)
            Check(scenarioEvent);
    }

    /// <summary>Runs until the program ends, or the time is over.</summary>
    public EmulatorResult Run(string imagePath, TimeSpan limit, Action<string> onLine)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("nf-rig-");
        try
        {
            string socket = Path.Combine(folder.FullName, "monitor");
            using Process process = Start(_board.Emulator.For(imagePath), socket);
            return Attend(process, socket, limit, onLine);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Process Start(ToolCommand command, string socket)
    {
        ProcessStartInfo start = new(command.Program, [.. command.Arguments, "-qmp", $"unix:{socket},server=on,wait=off"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new NfException(Status.ToolMissing, $"{command.Program} is not installed; `nf doctor` tells how to get it.", error);
        }
    }

    private EmulatorResult Attend(Process process, string socket, TimeSpan limit, Action<string> onLine)
    {
        bool isOver = false;
        using Timer timer = new(
            _ =>
            {
                isOver = true;
                process.Kill(entireProcessTree: true);
            },
            null, limit, Timeout.InfiniteTimeSpan);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        List<string> lines = [];
        try
        {
            using QmpClient monitor = new(socket, () => !process.HasExited);
            while (process.StandardOutput.ReadLine() is { } line)
            {
                lines.Add(line);
                onLine(line);
                if (FirmwareConsole.IsTickRequest(line, out uint tick))
                    BeginTick(tick, monitor, process.StandardInput.BaseStream);
            }
            process.WaitForExit();
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        Status status = isOver ? Status.TimedOut : Status.Ok;
        return new EmulatorResult(status, process.ExitCode, lines, errors.GetAwaiter().GetResult());
    }

    private void BeginTick(uint tick, QmpClient monitor, Stream console)
    {
        for (; _next < _events.Count && _events[_next].Tick <= tick; _next++)
        {
            ScenarioEvent scenarioEvent = _events[_next];
            if (scenarioEvent.Kind == ScenarioEventKind.Temperature)
                monitor.SetProperty($"/machine/peripheral/{_sensors[scenarioEvent.Target]}", "temperature", scenarioEvent.Value);
        }
        console.WriteByte(RigLink.Acknowledge);
        console.Flush();
    }

    private void Check(ScenarioEvent scenarioEvent)
    {
        if (scenarioEvent.Kind == ScenarioEventKind.PinLevel)
        {
            throw new NfException(Status.NotSupported,
                $"{_board.Name}: its emulator has no way to drive a pin; leave out the scenario's pin events, or choose another board.");
        }
        if (scenarioEvent.Kind == ScenarioEventKind.Temperature && !_sensors.ContainsKey(scenarioEvent.Target))
            throw new NfException(Status.NotSupported, $"{_board.Name}: its emulator has no sensor at 0x{scenarioEvent.Target:x2}.");
    }
}
