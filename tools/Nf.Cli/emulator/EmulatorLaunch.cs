using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using Nf.Build;
using Nf.Emulation;
using Nf.Errors;

namespace Nf.Cli;

/// <summary>Starts and ends emulators that go on when nf has ended.</summary>
internal static class EmulatorLaunch
{
    // A socket's path has at most 107 bytes.
    private const int SocketFolderLengthMax = 100;
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_endLimit = TimeSpan.FromSeconds(5);

    /// <summary>Starts one.</summary>
    /// <param name="board">The board, with the medium of its store.</param>
    /// <param name="image">Its image.</param>
    /// <param name="isFresh">Whether the medium is erased before.</param>
    /// <param name="isFast">Whether its time runs as fast as it can, the same way each time, instead of as ours.</param>
    /// <exception cref="NfException">FileNotFound for the image, ToolMissing, EmulatorFailed.</exception>
    public static EmulatorState Start(BoardDescription board, string image, bool isFresh, bool isFast)
    {
        if (!File.Exists(image))
            throw new NfException(Status.FileNotFound, $"{image}: there is no such image; `nf build` makes one.");
        string folder = EmulatorState.FolderOf(board.Name);
        Directory.CreateDirectory(folder);
        // Of its own, because the next build replaces the one that was built.
        string own = Path.Combine(folder, "image.elf");
        if (Path.GetFullPath(image) != own)
            File.Copy(image, own, overwrite: true);
        EmulatorState state = new()
        {
            Board = board.Name,
            Image = own,
            Store = board.StoreMedium,
            IsFast = isFast,
            Sockets = SocketFolder(folder),
        };
        if (isFresh)
            File.Delete(state.MediumFile);
        board.Store?.MakeFile(state.MediumFile);
        string pidFile = Path.Combine(folder, "pid");
        Run(board.Emulator.Program, [.. Arguments(board, state), "-pidfile", pidFile]);
        int pid = int.Parse(File.ReadAllText(pidFile).Trim(), CultureInfo.InvariantCulture);
        state = state with { Pid = pid, StartTime = EmulatorState.StartTimeOf(pid) };
        state.Save();
        Begin(board, state);
        return state;
    }

    /// <summary>Starts one again, with the medium as it is.</summary>
    public static EmulatorState StartAgain(EmulatorState state) =>
        Start(BoardReader.Read(state.Board).WithStore(state.Store), state.Image, isFresh: false, state.IsFast);

    /// <summary>Ends one as an operator would, with all that it has written on its medium.</summary>
    public static void Stop(EmulatorState state)
    {
        try
        {
            using QmpClient monitor = new(state.Monitor, () => state.IsRunning);
            monitor.Execute("quit");
        }
        catch (Exception error) when (error is NfException or IOException)
        {
            // One that does not listen any more is ended below.
        }
        if (!HasEnded(state))
            Kill(state);
    }

    /// <summary>Ends one as a loss of power would.</summary>
    public static void Kill(EmulatorState state)
    {
        if (!state.IsRunning)
            return;
        using Process process = Process.GetProcessById(state.Pid);
        process.Kill();
        if (!HasEnded(state))
            throw new NfException(Status.EmulatorFailed, $"{state.Board}: the emulator, process {state.Pid}, does not end.");
    }

    private static List<string> Arguments(BoardDescription board, EmulatorState state) =>
    [
        .. EmulatorLine.Arguments(board, state.Image, state.MediumFile, state.IsFast ? EmulatorTime.Fast : EmulatorTime.Ours),
        "-serial", EmulatorLine.Socket(state.Uart), "-qmp", EmulatorLine.Socket(state.Monitor),
        .. EmulatorLine.Rig(state.Rig), "-daemonize",
    ];

    private static void Begin(BoardDescription board, EmulatorState state)
    {
        using QmpClient monitor = new(state.Monitor, () => state.IsRunning);
        EmulatorLine.Begin(board, monitor);
    }

    private static void Run(string program, IEnumerable<string> arguments)
    {
        string errors = "";
        int? exitCode = ChildProcess.Run(program, arguments, s_startLimit, _ => { }, line => errors += line + " ");
        string reason = errors.Length == 0 ? $"exit code {exitCode}" : errors.Trim();
        if (exitCode != 0)
            throw new NfException(Status.EmulatorFailed, $"{program} did not start: {reason}.");
    }

    private static bool HasEnded(EmulatorState state)
    {
        for (long end = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(end) < s_endLimit; Thread.Sleep(10))
        {
            if (!state.IsRunning)
            {
                RemoveSockets(state);
                return true;
            }
        }
        return false;
    }

    private static void RemoveSockets(EmulatorState state)
    {
        bool isOwn = state.Sockets != EmulatorState.FolderOf(state.Board);
        if (isOwn && Directory.Exists(state.Sockets))
            Directory.Delete(state.Sockets, recursive: true);
    }

    private static string SocketFolder(string folder)
    {
        if (folder.Length <= SocketFolderLengthMax)
            return folder;
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)));
        return Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"nf-emu-{digest[..16]}")).FullName;
    }
}
