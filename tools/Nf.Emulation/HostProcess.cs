using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Nf.Build;
using Nf.Errors;
using Nf.Target;

namespace Nf.Emulation;

/// <summary>The heapless host as a process on Linux, under an emulator of its processor where need be; its files outlive it.</summary>
/// <param name="board">The board that it was built for.</param>
/// <param name="image">The program.</param>
/// <param name="folder">An empty folder for its state and its socket, whose path is short.</param>
/// <param name="options">More of its options.</param>
/// <param name="environment">What it has in its environment besides.</param>
public sealed class HostProcess(
    BoardDescription board,
    string image,
    string folder,
    IReadOnlyList<string>? options = null,
    IReadOnlyDictionary<string, string>? environment = null) : IDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_endLimit = TimeSpan.FromSeconds(10);

    private readonly ConcurrentQueue<string> _lines = new();
    private Process? _process;

    /// <summary>The socket of its control line.</summary>
    public string Socket => Path.Combine(folder, "line");

    /// <summary>The folder with all that outlives it.</summary>
    public string StateFolder => Path.Combine(folder, "state");

    /// <summary>The medium of its module stores.</summary>
    public string StoreFile => Path.Combine(StateFolder, "store");

    /// <summary>Its number.</summary>
    public int Id => _process!.Id;

    /// <summary>What it wrote since it was started first, to both outputs.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Whether its control line can be used.</summary>
    public bool IsListening
    {
        get
        {
            try
            {
                using TargetLine line = SocketLine.Unix(Socket);
                return true;
            }
            catch (NfException)
            {
                return false;
            }
        }
    }

    /// <summary>Starts it, and waits until it listens.</summary>
    /// <exception cref="NfException">ToolMissing, or EmulatorFailed when it ends or does not listen.</exception>
    public void Start()
    {
        Launch();
        for (long begin = Stopwatch.GetTimestamp(); !IsListening; Thread.Sleep(5))
        {
            if (_process!.HasExited)
                throw Failure($"ended with the exit code {_process.ExitCode}");
            if (Stopwatch.GetElapsedTime(begin) > s_startLimit)
                throw Failure($"does not listen on {Socket}");
        }
    }

    /// <summary>Starts it, and waits for nothing.</summary>
    /// <exception cref="NfException">ToolMissing.</exception>
    public void Launch()
    {
        Directory.CreateDirectory(StateFolder);
        ToolCommand command = board.Emulator.For(image);
        ProcessStartInfo start = new(command.Program, [.. command.Arguments, "--state", StateFolder, "--control", Socket, .. options ?? []])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new NfException(Status.ToolMissing, $"{command.Program} is not installed; `nf doctor` tells how to get it.", error);
        }
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Ends it in the middle of whatever it does.</summary>
    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    /// <summary>Waits until it has ended by itself, and wrote all that it had to say.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="NfException">TimedOut.</exception>
    public int WaitForEnd()
    {
        if (!_process!.WaitForExit(s_endLimit))
            throw new NfException(Status.TimedOut, $"{board.Name}: the host was asked to end, and goes on.");
        // Without a time it waits for the outputs, too.
        _process.WaitForExit();
        int exitCode = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return exitCode;
    }

    /// <summary>Waits until it has ended because it was asked to restart.</summary>
    /// <exception cref="NfException">TimedOut, or EmulatorFailed when it ended otherwise.</exception>
    public void WaitForRestart()
    {
        int exitCode = WaitForEnd();
        if (exitCode != Platform.BoardSystem.RestartExitCode)
            throw Failure($"was asked to restart, and ended with the exit code {exitCode}");
    }

    /// <inheritdoc/>
    public void Dispose() => Kill();

    private NfException Failure(string what) =>
        new(Status.EmulatorFailed, $"{board.Name}: the host {what}: {_lines.LastOrDefault() ?? "it wrote nothing"}");

    private void Keep(object sender, DataReceivedEventArgs received)
    {
        if (received.Data != null)
            _lines.Enqueue(received.Data);
    }
}
