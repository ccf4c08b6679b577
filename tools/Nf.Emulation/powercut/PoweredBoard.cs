using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using Nf.Build;
using Nf.Errors;
using Nf.Target;

namespace Nf.Emulation;

/// <summary>An emulated board from power on to power off, whose guests' time stands still but for what it is told.</summary>
public sealed class PoweredBoard : IDisposable
{
    private static readonly TimeSpan s_endLimit = TimeSpan.FromSeconds(20);

    // The board forgets what comes before its line is set up, and time without an answer is lost: greet it again soon, and for long.
    private static readonly TimeSpan s_greetingLimit = TimeSpan.FromMilliseconds(40);
    private const int GreetingsMax = 50;

    private static readonly TimeSpan s_answerLimit = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly QmpClient _monitor;
    private string _error = "";

    private PoweredBoard(BoardDescription board, string image, string folder, CutCounter counter)
    {
        string uart = Path.Combine(folder, "uart"), monitor = Path.Combine(folder, "qmp");
        counter.Clear();
        _process = Start(board.Emulator.Program,
        [
            .. EmulatorLine.Arguments(board, image, MediumFile(folder), isFast: true),
            "-serial", EmulatorLine.Socket(uart), "-qmp", EmulatorLine.Socket(monitor), "-plugin", CutPlugin.Argument(board, counter.Path),
        ]);
        try
        {
            _monitor = new QmpClient(monitor, () => !_process.HasExited);
            SocketLine line = SocketLine.Unix(uart);
            EmulatorLine.Begin(board, _monitor);
            Session = Greet(board.Name, line, uart);
            Session.Timeout = s_answerLimit;
            Session.Advance(0, isStepped: true);
        }
        catch (NfException error)
        {
            Dispose();
            throw new NfException(error.Status, _error.Length == 0 ? error.Message : $"{error.Message} {_error}", error);
        }
    }

    /// <summary>The conversation with it. Broken when the power failed.</summary>
    public TargetSession Session { get; }

    /// <summary>The file of the medium of a board that has its files in a folder.</summary>
    public static string MediumFile(string folder) => Path.Combine(folder, "medium");

    /// <summary>Turns the power on.</summary>
    /// <param name="board">The board, with the medium of its store.</param>
    /// <param name="image">Its image.</param>
    /// <param name="folder">Where its medium is, and its sockets are made. One board at a time.</param>
    /// <param name="counter">Counts what reaches its medium, and says when its power fails.</param>
    /// <exception cref="NfException">The emulator does not start, or the board does not answer.</exception>
    public static PoweredBoard TurnOn(BoardDescription board, string image, string folder, CutCounter counter) =>
        new(board, image, folder, counter);

    /// <summary>Waits until the power failed by itself.</summary>
    /// <returns>Whether it did.</returns>
    public bool HasFailed() => _process.WaitForExit(s_endLimit);

    /// <summary>Turns the power off when all that was written is on the medium.</summary>
    public void TurnOff()
    {
        _monitor.Execute("quit");
        if (!_process.WaitForExit(s_endLimit))
            throw new NfException(Status.EmulatorFailed, $"The emulator, process {_process.Id}, does not end.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Session?.Dispose();
        _monitor?.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static TargetSession Greet(string name, SocketLine line, string uart)
    {
        for (int greeting = 1; ; greeting++)
        {
            try
            {
                return TargetSession.Open(name, line, s_greetingLimit);
            }
            catch (NfException error) when (error.Status == Status.TimedOut && greeting < GreetingsMax)
            {
                line = SocketLine.Unix(uart);
            }
        }
    }

    private Process Start(string program, string[] arguments)
    {
        try
        {
            ProcessStartInfo start = new(program, arguments) { RedirectStandardError = true };
            start.Environment["LD_PRELOAD"] = CutPlugin.Library;
            Process process = Process.Start(start)!;
            process.ErrorDataReceived += (_, data) => _error = data.Data ?? _error;
            process.BeginErrorReadLine();
            return process;
        }
        catch (Win32Exception error)
        {
            throw new NfException(Status.ToolMissing, $"{program} is not installed; `nf doctor` tells how to get it.", error);
        }
    }
}
