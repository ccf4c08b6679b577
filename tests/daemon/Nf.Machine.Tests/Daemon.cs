using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.Cli.Tests;
using Nf.Emulation;
using Nf.Errors;
using Nf.Target;

namespace Nf.Machine.Tests;

/// <summary>nfd as a service in an emulated machine, installed from its Debian package.</summary>
internal sealed class Daemon : IDisposable
{
    /// <summary>The button's pins on the machine's GPIO controller.</summary>
    public const int ButtonLine = 5, LampLine = 2;

    /// <summary>What /etc/default/nfd says.</summary>
    public const string Options = "--gpio /dev/gpiochip0 --pin PE0=5 --pin PG0=2 --pin PF0=3";

    private static readonly TimeSpan s_commandLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_waitLimit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    private Daemon()
    {
        MachineImage image = MachineImage.Make(null);
        string[] packages = [Package(DebianTarget.Of("linux-arm64")), Package(DebianTarget.Of("linux-arm"))];
        Machine = LinuxMachine.Start(image, packages);
        Machine.Shell.WaitUntilReady(LinuxMachine.StartLimit);
        FilesBefore = Files();
    }

    public LinuxMachine Machine { get; }

    /// <summary>The machine's files before the first package came.</summary>
    public string[] FilesBefore { get; }

    /// <summary>The system that is installed; null when none is.</summary>
    public DebianTarget? Installed { get; private set; }

    /// <summary>Starts a machine, or says why there is none.</summary>
    public static Daemon Start()
    {
        try
        {
            return new Daemon();
        }
        catch (NfException error) when (error.Status == Status.ToolMissing)
        {
            Assert.Inconclusive($"skipped: {error.Message}");
            throw;
        }
    }

    /// <summary>Has a command done that has to go well.</summary>
    public string Do(string command)
    {
        ShellAnswer answer = Machine.Shell.Run(command, s_commandLimit);
        Assert.AreEqual(0, answer.Code, $"{command}\n{answer.Output}\n{Journal()}");
        return answer.Output.TrimEnd();
    }

    /// <summary>A property of the service, as systemd knows it.</summary>
    public string Property(string name) => Do($"systemctl show nfd --value --property={name}");

    /// <summary>Has the package of a system installed, and no other.</summary>
    public void Install(DebianTarget system)
    {
        if (Installed == system) return;
        if (Installed != null) Purge();
        Do($"dpkg -i /baggage/{DaemonPackage.FileName(system)}");
        Installed = system;
        Machine.Pins.Drive(ButtonLine, isHigh: true);
        Configure(Options);
    }

    /// <summary>Has the service run with options.</summary>
    public void Configure(string options) =>
        Do($"echo 'NFD_OPTIONS=\"{options}\"' >/etc/default/nfd; systemctl daemon-reload; systemctl restart nfd");

    public void Purge()
    {
        Do("dpkg --purge nfd");
        Installed = null;
    }

    /// <summary>The machine's files but for those that dpkg and the tools for users keep for themselves, and logs.</summary>
    public string[] Files() => Do("find / -xdev ! -type d ! -path '/var/lib/dpkg/*' ! -path '/var/log/*' ! -path '/etc/*-' ! -path '/etc/*shadow' ! -name .pwd.lock")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs `nf` against the daemon, from outside the machine.</summary>
    public NfRun Nf(params string[] args) => NfRun.Here([.. args, "--target", Machine.Address]);

    public TargetSession Open() => TargetSession.Open("nfd", TargetLines.Open(TargetAddress.Parse(Machine.Address)));

    /// <summary>Waits until something holds.</summary>
    public void WaitUntil(string what, Func<bool> holds)
    {
        for (long begin = Stopwatch.GetTimestamp(); !holds(); Thread.Sleep(100))
            Assert.IsTrue(Stopwatch.GetElapsedTime(begin) < s_waitLimit, $"{what}\n{Journal()}");
    }

    /// <summary>Loads a guest from outside, and waits until it is confirmed.</summary>
    public void Load(string guest)
    {
        Nf("load", NfRun.Example(guest), "--place", "0", "--confirm").AssertDone();
        Assert.IsTrue(Runs(guest), Journal());
    }

    /// <summary>Whether a guest runs in place 0.</summary>
    public bool Runs(string guest)
    {
        using TargetSession session = Open();
        GuestEntry there = session.Guest(0);
        return there.Name == guest && there.Info.State == FirmwareHost.GuestState.Running;
    }

    public void Dispose()
    {
        Machine.Dispose();
        _folder.Dispose();
    }

    private string Package(DebianTarget system)
    {
        string file = Path.Combine(_folder.Path, DaemonPackage.FileName(system));
        DaemonPackage.Write(_ => { }, system, file, []);
        return file;
    }

    private string Journal()
    {
        ShellAnswer answer = Machine.Shell.Run("journalctl --no-pager -o cat -n 25 -u nfd", s_commandLimit);
        return $"--- the service's log:\n{answer.Output}--- the console:\n{string.Join('\n', Machine.Console.Split('\n').TakeLast(10))}";
    }
}
