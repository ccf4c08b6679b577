using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using Nf.Build;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Target;

namespace Nf.Emulation;

/// <summary>An emulated board from power on to power off, whose guests' time stands still but for what it is told.</summary>
public sealed class PoweredBoard : IDisposable
{
    private static readonly TimeSpan s_endLimit = TimeSpan.FromSeconds(20);

    // The board forgets what comes before its line is set up, and time without an answer is lost: greet it again soon, and for long.
    private static readonly TimeSpan s_greetingLimit = TimeSpan.FromMilliseconds(40);
    private const int GreetingsMax = 50;

    private readonly Process _process;
    private readonly PowerOptions _options;
    private readonly string _uart;
    private string _error = "";

    private PoweredBoard(BoardDescription board, string image, string folder, PowerOptions options)
    {
        _options = options;
        _uart = Path.Combine(folder, "uart");
        string monitor = Path.Combine(folder, "qmp");
        List<string> arguments =
        [
            .. EmulatorLine.Arguments(board, image, MediumFile(folder), options.Time),
            "-serial", EmulatorLine.Socket(_uart), "-qmp", EmulatorLine.Socket(monitor),
        ];
        if (options.Counter is { } counter)
        {
            counter.Clear();
            arguments.AddRange(["-plugin", CutPlugin.Argument(board, counter.Path)]);
        }
        if (options.HasRig)
            arguments.AddRange(EmulatorLine.Rig(RigSocket(folder)));
        _process = Start(board.Emulator.Program, arguments);
        try
        {
            Monitor = new QmpClient(monitor, () => !_process.HasExited);
            TargetLine line = OpenLine();
            options.BeforeStart?.Invoke(Monitor);
            EmulatorLine.Begin(board, Monitor);
            Session = Greet(board.Name, line);
            Hold();
        }
        catch (NfException error)
        {
            Dispose();
            throw new NfException(error.Status, _error.Length == 0 ? error.Message : $"{error.Message} {_error}", error);
        }
    }

    /// <summary>The emulator's monitor.</summary>
    public QmpClient Monitor { get; }

    /// <summary>The conversation with it. Broken when the power failed.</summary>
    public TargetSession Session { get; }

    /// <summary>The file of the medium of a board that has its files in a folder.</summary>
    public static string MediumFile(string folder) => Path.Combine(folder, "medium");

    /// <summary>Turns the power on.</summary>
    /// <param name="board">The board, with the medium of its store.</param>
    /// <param name="image">Its image.</param>
    /// <param name="folder">Where its medium is, and its sockets are made. One board at a time.</param>
    /// <param name="options">What else there is to say.</param>
    /// <exception cref="NfException">The emulator does not start, or the board does not answer.</exception>
    public static PoweredBoard TurnOn(BoardDescription board, string image, string folder, PowerOptions options) =>
        new(board, image, folder, options);

    /// <summary>The socket by which a rig drives the pins of a board that has its files in a folder.</summary>
    public static string RigSocket(string folder) => Path.Combine(folder, "rig");

    /// <summary>Greets the board again, which has restarted, and holds its guests' time.</summary>
    public void HoldAgain()
    {
        for (int greeting = 1; ; greeting++)
        {
            try
            {
                Session.Timeout = s_greetingLimit;
                Hold();
                return;
            }
            catch (NfException error) when (error.Status == Status.TimedOut && greeting < GreetingsMax)
            {
                // It does not listen yet.
            }
        }
    }

    /// <summary>Waits until the power failed by itself.</summary>
    /// <returns>Whether it did.</returns>
    public bool HasFailed() => _process.WaitForExit(s_endLimit);

    /// <summary>Turns the power off when all that was written is on the medium.</summary>
    public void TurnOff()
    {
        Monitor.Execute("quit");
        if (!_process.WaitForExit(s_endLimit))
            throw new NfException(Status.EmulatorFailed, $"The emulator, process {_process.Id}, does not end.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Session?.Dispose();
        Monitor?.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Hold()
    {
        AdvanceRequest now = new() { IsStepped = true };
        _ = Session.Ask<AdvanceRequest, AdvanceAnswer>(MessageType.Advance, now);
        Session.Timeout = _options.AnswerLimit;
        Session.Advance(0, isStepped: true);
    }

    private TargetSession Greet(string name, TargetLine line)
    {
        for (int greeting = 1; ; greeting++)
        {
            try
            {
                return TargetSession.Open(name, line, s_greetingLimit);
            }
            catch (NfException error) when (error.Status == Status.TimedOut && greeting < GreetingsMax)
            {
                line = OpenLine();
            }
        }
    }

    private TargetLine OpenLine() => _options.Line(SocketLine.Unix(_uart));

    private Process Start(string program, IEnumerable<string> arguments)
    {
        try
        {
            ProcessStartInfo start = new(program, arguments) { RedirectStandardError = true };
            if (_options.Counter != null)
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
