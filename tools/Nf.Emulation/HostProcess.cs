using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading;
using Nf.Build;
using Nf.Errors;
using Nf.Target;

namespace Nf.Emulation;

/// <summary>The heapless host as a process on Linux, under an emulator of its processor where need be; its files outlive it.</summary>
/// <param name="board">The board that it was built for.</param>
/// <param name="image">The program.</param>
/// <param name="folder">An empty folder for its state and its socket, whose path is short.</param>
public sealed class HostProcess(BoardDescription board, string image, string folder) : IDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_endLimit = TimeSpan.FromSeconds(10);

    private Process? _process;

    /// <summary>The socket of its control line.</summary>
    public string Socket => Path.Combine(folder, "line");

    /// <summary>The medium of its module stores.</summary>
    public string StoreFile => Path.Combine(StateFolder, "store");

    private string StateFolder => Path.Combine(folder, "state");

    /// <summary>Starts it, and waits until it listens.</summary>
    /// <exception cref="NfException">ToolMissing, or EmulatorFailed when it ends or does not listen.</exception>
    public void Start()
    {
        Directory.CreateDirectory(StateFolder);
        ToolCommand command = board.Emulator.For(image);
        ProcessStartInfo start = new(command.Program, [.. command.Arguments, "--state", StateFolder, "--control", Socket])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new NfException(Status.ToolMissing, $"{command.Program} is not installed; `nf doctor` tells how to get it.", error);
        }
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        WaitUntilListening();
    }

    /// <summary>Ends it in the middle of whatever it does.</summary>
    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    /// <summary>Waits until it has ended by itself, because it was asked to restart.</summary>
    /// <exception cref="NfException">TimedOut, or EmulatorFailed when it ended otherwise.</exception>
    public void WaitForRestart()
    {
        if (!_process!.WaitForExit(s_endLimit))
            throw new NfException(Status.TimedOut, $"{board.Name}: the host was asked to restart, and goes on.");
        int exitCode = _process.ExitCode;
        Kill();
        if (exitCode != Platform.BoardSystem.RestartExitCode)
            throw new NfException(Status.EmulatorFailed, $"{board.Name}: the host was asked to restart, and ended with the exit code {exitCode}.");
    }

    /// <inheritdoc/>
    public void Dispose() => Kill();

    private void WaitUntilListening()
    {
        for (long begin = Stopwatch.GetTimestamp(); !IsListening(); Thread.Sleep(5))
        {
            if (_process!.HasExited)
                throw new NfException(Status.EmulatorFailed, $"{board.Name}: the host ended with the exit code {_process.ExitCode}.");
            if (Stopwatch.GetElapsedTime(begin) > s_startLimit)
                throw new NfException(Status.EmulatorFailed, $"{board.Name}: the host does not listen on {Socket}.");
        }
    }

    private bool IsListening()
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
