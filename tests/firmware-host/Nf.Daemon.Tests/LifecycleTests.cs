using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli.Tests;
using Nf.FirmwareHost;
using Nf.Platform;
using Nf.Target;
using Nf.Target.Tests;

namespace Nf.Daemon.Tests;

/// <summary>The daemon as a service: what systemd hears of it, and how it ends.</summary>
[TestClass]
public sealed class LifecycleTests
{
    private const int HangUp = 1, BrokenPipe = 13, Continue = 18, Stop = 19;
    private const int WatchdogMilliseconds = 2_000;

    private static Dictionary<string, string> Service(Notifications systemd) => new()
    {
        ["NOTIFY_SOCKET"] = systemd.Path,
        ["WATCHDOG_USEC"] = $"{WatchdogMilliseconds}000",
        ["JOURNAL_STREAM"] = "8:1",
    };

    [TestMethod]
    [DataRow("linux-x64")]
    [DataRow("linux-arm64")]
    [DataRow("linux-arm")]
    public void A_service_is_ready_when_it_listens_and_ends_in_time_while_a_guest_spins(string board)
    {
        using TemporaryFolder folder = new();
        using Notifications systemd = new(folder.Path);
        using DaemonProcess daemon = new(board, Service(systemd));
        Assert.AreEqual("READY=1", systemd.Until("READY=1")[0]);
        Assert.IsTrue(daemon.IsListening, "it listens before it says that it is ready");
        _ = systemd.Until("WATCHDOG=1");
        using (TargetSession session = daemon.Open())
        {
            Assert.AreEqual((1u, 0u, ResetCause.PowerOn), (session.Info.Boots, session.Info.UncleanEnds, session.Info.Reset));
        }

        TestGuests.Load(daemon, TestGuests.Spins(folder), 0);
        using (TargetSession session = daemon.Open())
            session.Tell(MessageType.Activate, new GuestPlace { Place = 0 });
        // It says nothing while it is in that call.
        Thread.Sleep(500);
        (int exitCode, TimeSpan time) = daemon.Stop();
        Assert.AreEqual(0, exitCode, string.Join('\n', daemon.Lines));
        // Two seconds by its own clock, and what a busy machine adds.
        Assert.IsLessThan(5, time.TotalSeconds);
        _ = systemd.Until("STOPPING=1");
        CollectionAssert.Contains(daemon.Lines.ToArray(), "<6>stopped");
        // Without its packages it has nothing that spins.
        File.Delete(Path.Combine(daemon.State, "store"));
        daemon.Start();
        _ = systemd.Until("READY=1");
        daemon.KillAndStart();
        _ = systemd.Until("READY=1");
        using TargetSession last = daemon.Open();
        Assert.AreEqual((3u, 1u, ResetCause.Unknown), (last.Info.Boots, last.Info.UncleanEnds, last.Info.Reset), "a kill is no clean end, a stop is");
    }

    [TestMethod]
    [DataRow("linux-x64")]
    [DataRow("linux-arm")]
    public void A_second_start_with_the_same_state_is_refused_until_the_first_has_ended(string board)
    {
        using DaemonProcess daemon = new(board);
        NfRun second = DaemonProcess.Run(board, "--state", daemon.State, "--control", daemon.Socket + "2");
        Assert.AreEqual(Status.Busy, second.Status);
        Assert.AreEqual($"nfd: another nfd works in {daemon.State}: end that one first (systemctl stop nfd), or give another --state\n", second.Error);
        Assert.IsTrue(daemon.IsListening, "the first goes on");
        daemon.KillAndStart();
    }

    [TestMethod]
    public void Signals_that_mean_nothing_do_nothing_and_who_hangs_is_not_alive()
    {
        using TemporaryFolder folder = new();
        using Notifications systemd = new(folder.Path);
        using DaemonProcess daemon = new("linux-x64", Service(systemd));
        _ = systemd.Until("WATCHDOG=1");
        daemon.Signal(HangUp);
        daemon.Signal(BrokenPipe);
        systemd.Clear();
        _ = systemd.Until("WATCHDOG=1");
        daemon.Signal(Stop);
        Thread.Sleep(100);
        systemd.Clear();
        Assert.IsNull(systemd.Next(WatchdogMilliseconds), "who hangs feeds no watchdog");
        daemon.Signal(Continue);
        _ = systemd.Until("WATCHDOG=1");
    }

    [TestMethod]
    public void A_guest_that_writes_much_writes_few_lines_that_stay_lines()
    {
        using TemporaryFolder folder = new();
        using DaemonProcess daemon = new();
        TestGuests.Load(daemon, TestGuests.Chatters(folder), 0, "--activate");
        SpinWait.SpinUntil(() => daemon.Lines.Any(line => line.EndsWith("lines left out", StringComparison.Ordinal)), TimeSpan.FromSeconds(20));
        string[] lines = [.. daemon.Lines];
        CollectionAssert.Contains(lines, "place 0: line?forged?[2J");
        CollectionAssert.Contains(lines, "996 lines left out");
        using TargetSession session = daemon.Open();
        // A busy machine can cost it one; a wait for each line would cost it all of them.
        Assert.IsLessThan(5u, session.Guest(0).Info.DeadlineMisses);
    }

    [TestMethod]
    [DataRow(Status.Usage, "there is no option '--nix'", "--nix")]
    [DataRow(Status.NotFound, "/nowhere/gpiochip0 cannot be used (NotFound)", "--gpio", "/nowhere/gpiochip0")]
    [DataRow(Status.NotSupported, "/dev/null cannot be used (NotSupported)", "--gpio", "/dev/null")]
    [DataRow(Status.NotFound, "/nowhere/i2c-1 cannot be used (NotFound)", "--i2c", "/nowhere/i2c-1")]
    [DataRow(Status.NotFound, "/nowhere/watchdog cannot be used (NotFound)", "--watchdog", "/nowhere/watchdog")]
    [DataRow(Status.InvalidArgument, "/dev/null has no key of 32 to 128 bytes, or their hexadecimal digits (InvalidArgument)", "--key", "/dev/null")]
    public void What_was_asked_for_and_is_not_there_ends_the_start(Status status, string error, params string[] options)
    {
        using TemporaryFolder folder = new();
        NfRun run = DaemonProcess.Run("linux-x64", ["--state", folder.Path + "/s", "--control", folder.Path + "/line", .. options]);
        Assert.AreEqual(status, run.Status, run.Error);
        Assert.Contains(error, run.Error);
    }

    [TestMethod]
    public void With_a_key_only_signed_packages_are_taken()
    {
        using TemporaryFolder folder = new();
        string key = folder.Write("key", "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n");
        using DaemonProcess daemon = new("linux-x64", "--key", key);
        NfRun unsigned = NfRun.Here("load", NfRun.Example("publisher"), "--place", "0", "--activate", "--target", daemon.Address);
        Assert.AreEqual(Status.NotSigned, unsigned.Status, unsigned.Error);
        TestGuests.Load(daemon, NfRun.Example("publisher"), 0, "--activate", "--key", key);
        using TargetSession session = daemon.Open();
        Assert.AreEqual("publisher", session.Guest(0).Name);
    }
}
