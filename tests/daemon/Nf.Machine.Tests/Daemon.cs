using System;
using System.Diagnostics;
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
    public const string Options = "--gpio /dev/gpiochip0 --pin PE0=5 --pin PG0=2 --metrics 9464";

    private static readonly TimeSpan s_commandLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_waitLimit = TimeSpan.FromSeconds(60);

    private readonly DaemonMachine _machine;

    private Daemon()
    {
        _machine = new DaemonMachine(_ => { }, [DebianTarget.Of("linux-arm64"), DebianTarget.Of("linux-arm")], []);
        FilesBefore = Files();
    }

    public LinuxMachine Machine => _machine.Linux;

    /// <summary>The machine's files before the first package came.</summary>
    public string[] FilesBefore { get; }

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
        try
        {
            return _machine.Do(command);
        }
        catch (NfException error)
        {
            Assert.Fail($"{error.Message}\n{Journal()}");
            throw;
        }
    }

    /// <summary>A property of the service, as systemd knows it.</summary>
    public string Property(string name) => Do($"systemctl show nfd --value --property={name}");

    /// <summary>Has the package of a system installed, and no other.</summary>
    public void Install(DebianTarget system)
    {
        if (_machine.Installed == system) return;
        if (_machine.Installed != null) Purge();
        _machine.Install(system, Options);
        Machine.Pins.Drive(ButtonLine, isHigh: true);
    }

    public void Configure(string options) => _machine.Configure(options);

    public void Purge() => _machine.Purge();

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
        WaitForGuest(guest);
    }

    /// <summary>Waits until a guest runs in place 0. It may miss a deadline, and be restarted, while this machine has other things to do.</summary>
    public void WaitForGuest(string guest) => WaitUntil($"{guest} runs", () => Runs(guest));

    private bool Runs(string guest)
    {
        using TargetSession session = Open();
        GuestEntry there = session.Guest(0);
        return there.Name == guest && there.Info.State == FirmwareHost.GuestState.Running;
    }

    public void Dispose() => _machine.Dispose();

    private string Journal()
    {
        ShellAnswer answer = Machine.Shell.Run("journalctl --no-pager -o cat -n 25 -u nfd", s_commandLimit);
        return $"--- the service's log:\n{answer.Output}--- the console:\n{string.Join('\n', Machine.Console.Split('\n').TakeLast(10))}";
    }
}
