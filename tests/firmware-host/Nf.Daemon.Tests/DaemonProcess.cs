using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.Cli.Tests;

namespace Nf.Target.Tests;

/// <summary>The heapless host as a process on Linux, whose state folder outlives it; for another processor under qemu-user.</summary>
internal sealed class DaemonProcess : IDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);
    private static readonly ConcurrentDictionary<string, Lazy<ToolCommand>> s_commands = new();

    private readonly TemporaryFolder _folder = new();
    private readonly string _board;
    private readonly string[] _options;
    private readonly Dictionary<string, string> _environment;
    private readonly ConcurrentQueue<string> _lines = new();
    private Process? _process;

    /// <summary>Starts it, and waits until it listens.</summary>
    public DaemonProcess(string board = "linux-x64", params string[] options)
        : this(board, [], options)
    {
    }

    /// <summary>Starts it with something in its environment; with NOTIFY_SOCKET there it waits for nothing.</summary>
    public DaemonProcess(string board, Dictionary<string, string> environment, params string[] options)
    {
        _board = board;
        _options = options;
        _environment = environment;
        Start();
    }

    /// <summary>The folder with everything that outlives it.</summary>
    public string State => Path.Combine(_folder.Path, "state");

    /// <summary>Its control line.</summary>
    public string Socket => Path.Combine(_folder.Path, "line");

    /// <summary>For --target.</summary>
    public string Address => $"unix:{Socket}";

    /// <summary>Its number.</summary>
    public int Id => _process!.Id;

    /// <summary>What it wrote, to both outputs.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    public TargetSession Open() => TargetSession.Open("host", TargetLines.Open(new TargetAddress(TargetKind.Unix, Socket)));

    /// <summary>How the program of a board is started, without options.</summary>
    public static ToolCommand Command(string board) => s_commands.GetOrAdd(board, name => new Lazy<ToolCommand>(() => Build(name))).Value;

    /// <summary>Starts another with options of its own, and waits for its end.</summary>
    public static NfRun Run(string board, params string[] options)
    {
        ToolCommand command = Command(board);
        return NfRun.Program(command.Program, [], [.. command.Arguments, .. options]);
    }

    /// <summary>Ends it in the middle of whatever it does, and starts it again.</summary>
    public void KillAndStart()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Start();
    }

    /// <summary>Asks it to end.</summary>
    /// <returns>Its exit code, and how long that took.</returns>
    public (int ExitCode, TimeSpan Time) Stop()
    {
        long begin = Stopwatch.GetTimestamp();
        Signal(Terminate);
        Assert.IsTrue(_process!.WaitForExit(s_limit), "it ends");
        // Without a time it waits for the outputs, too.
        TimeSpan time = Stopwatch.GetElapsedTime(begin);
        _process.WaitForExit();
        return (_process.ExitCode, time);
    }

    public void Signal(int number) => Assert.AreEqual(0, kill(Id, number));

    /// <summary>Starts it again after it has ended.</summary>
    public void Start()
    {
        ToolCommand command = Command(_board);
        ProcessStartInfo start = new(command.Program, [.. command.Arguments, "--state", State, "--control", Socket, .. _options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in _environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        // Who listens to what it tells systemd knows when it is ready.
        if (_environment.ContainsKey("NOTIFY_SOCKET"))
            return;
        for (long begin = Stopwatch.GetTimestamp(); !IsListening(); Thread.Sleep(10))
            Assert.IsTrue(!_process.HasExited && Stopwatch.GetElapsedTime(begin) < s_limit, $"it listens\n{string.Join('\n', _lines)}");
    }

    /// <summary>Whether its control line can be used.</summary>
    public bool IsListening()
    {
        try
        {
            using TargetLine line = SocketLine.Unix(Socket);
            return true;
        }
        catch (Errors.NfException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        if (!_process!.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs received)
    {
        if (received.Data != null)
            _lines.Enqueue(received.Data);
    }

    private static ToolCommand Build(string board)
    {
        BuildResult build = FirmwareBuilder.Build(new BuildRequest { Board = board, Program = HostDescription.Program });
        Assert.AreEqual(Status.Ok, build.Status, build.Message);
        return BoardReader.Read(board).Emulator!.For(build.ImagePath);
    }

    [DllImport("libc")]
    private static extern int kill(int process, int signal);
}
