using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.Cli.Tests;
using Nf.Emulation;

namespace Nf.Target.Tests;

/// <summary>A <see cref="HostProcess"/> with a folder of its own.</summary>
internal sealed class DaemonProcess : IDisposable
{
    private const int Terminate = 15;
    private static readonly ConcurrentDictionary<string, Lazy<string>> s_images = new();

    private readonly TemporaryFolder _folder = new();
    private readonly HostProcess _host;

    /// <summary>Starts it, and waits until it listens.</summary>
    public DaemonProcess(string board = "linux-x64", params string[] options)
        : this(board, [], options)
    {
    }

    /// <summary>Starts it with something in its environment; with NOTIFY_SOCKET there it waits for nothing.</summary>
    public DaemonProcess(string board, Dictionary<string, string> environment, params string[] options)
    {
        _host = new HostProcess(BoardReader.Read(board), Image(board), _folder.Path, options, environment);
        // Who listens to what it tells systemd knows when it is ready.
        if (environment.ContainsKey("NOTIFY_SOCKET"))
            _host.Launch();
        else
            _host.Start();
    }

    /// <inheritdoc cref="HostProcess.StateFolder"/>
    public string State => _host.StateFolder;

    /// <inheritdoc cref="HostProcess.Socket"/>
    public string Socket => _host.Socket;

    /// <summary>For --target.</summary>
    public string Address => $"unix:{Socket}";

    /// <inheritdoc cref="HostProcess.Lines"/>
    public IReadOnlyCollection<string> Lines => _host.Lines;

    /// <inheritdoc cref="HostProcess.IsListening"/>
    public bool IsListening => _host.IsListening;

    /// <summary>Starts another with options of its own, and waits for its end.</summary>
    public static NfRun Run(string board, params string[] options)
    {
        ToolCommand command = BoardReader.Read(board).Emulator!.For(Image(board));
        return NfRun.Program(command.Program, [], [.. command.Arguments, .. options]);
    }

    public TargetSession Open() => TargetSession.Open("host", TargetLines.Open(new TargetAddress(TargetKind.Unix, Socket)));

    /// <summary>Ends it in the middle of whatever it does, and starts it again.</summary>
    public void KillAndStart()
    {
        _host.Kill();
        Start();
    }

    /// <summary>Asks it to end.</summary>
    /// <returns>Its exit code, and how long that took.</returns>
    public (int ExitCode, TimeSpan Time) Stop()
    {
        long begin = Stopwatch.GetTimestamp();
        Signal(Terminate);
        return (_host.WaitForEnd(), Stopwatch.GetElapsedTime(begin));
    }

    public void Signal(int number) => Assert.AreEqual(0, kill(_host.Id, number));

    /// <summary>Starts it again after it has ended.</summary>
    public void Start() => _host.Start();

    public void Dispose()
    {
        _host.Dispose();
        _folder.Dispose();
    }

    private static string Image(string board) => s_images.GetOrAdd(board, name => new Lazy<string>(() => Build(name))).Value;

    private static string Build(string board)
    {
        BuildResult build = FirmwareBuilder.Build(new BuildRequest { Board = board, Program = HostDescription.Program });
        Assert.AreEqual(Status.Ok, build.Status, build.Message);
        return build.ImagePath;
    }

    [DllImport("libc")]
    private static extern int kill(int process, int signal);
}
