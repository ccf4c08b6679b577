using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.Cli.Tests;

namespace Nf.Target.Tests;

/// <summary>The heapless host as a process on Linux, whose store and crash record are files that outlive it.</summary>
internal sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(20);
    private static readonly Lazy<string> s_image = new(Build);

    private readonly TemporaryFolder _folder = new();
    private Process _process;

    public HostProcess() => _process = Start();

    /// <summary>Its control line.</summary>
    public string Socket => Path.Combine(_folder.Path, "line");

    /// <summary>For --target.</summary>
    public string Address => $"unix:{Socket}";

    public TargetSession Open() => TargetSession.Open("host", TargetLines.Open(new TargetAddress(TargetKind.Unix, Socket)));

    /// <summary>Ends it in the middle of whatever it does, and starts it again.</summary>
    public void KillAndStart()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = Start();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private static string Build()
    {
        BuildResult build = FirmwareBuilder.Build(new BuildRequest { Board = "linux-x64", Program = HostDescription.Program });
        Assert.AreEqual(Status.Ok, build.Status, build.Message);
        return build.ImagePath;
    }

    private Process Start()
    {
        string[] files = [Socket, Path.Combine(_folder.Path, "store"), Path.Combine(_folder.Path, "crash")];
        ProcessStartInfo start = new(s_image.Value, files) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process = Process.Start(start)!;
        for (long begin = Stopwatch.GetTimestamp(); !IsListening(); Thread.Sleep(10))
            Assert.IsTrue(!process.HasExited && Stopwatch.GetElapsedTime(begin) < s_startLimit, "the host listens");
        return process;
    }

    private bool IsListening()
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
}
