using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.Emulation;
using Nf.FirmwareHost;
using Nf.Target;

namespace Nf.Machine.Tests;

/// <summary>nfd on a real Linux kernel: as a service of systemd, with pins, killed, hanging, removed.</summary>
[TestClass]
public sealed class ServiceTests
{
    // Resident memory of one guest, in KiB: the aim of the project.
    private const int ResidentKibibytesMax = 3072;

    private static readonly DebianTarget s_wide = DebianTarget.Of("linux-arm64"), s_narrow = DebianTarget.Of("linux-arm");
    private static readonly TimeSpan s_watchdogLimit = TimeSpan.FromSeconds(90);
    private static Daemon? s_daemon;

    public TestContext TestContext { get; set; } = null!;

    private static Daemon Nfd => s_daemon!;

    [ClassInitialize]
    public static void StartMachine(TestContext _) => s_daemon = Daemon.Start();

    [ClassCleanup]
    public static void StopMachine() => s_daemon?.Dispose();

    [TestMethod]
    public void Installed_it_is_a_service_that_is_ready_and_has_no_privileges()
    {
        Have(s_wide);
        Assert.AreEqual("enabled", Nfd.Do("systemctl is-enabled nfd"));
        Assert.AreEqual(("notify", "nfd", "running"), (Nfd.Property("Type"), Nfd.Property("User"), Nfd.Property("SubState")));
        string status = Nfd.Do($"cat /proc/{Nfd.Property("MainPID")}/status");
        Assert.AreEqual("0000000000000000", Field(status, "CapEff"));
        Assert.AreEqual("0000000000000000", Field(status, "CapBnd"));
        Assert.AreEqual("1", Field(status, "NoNewPrivs"));
        Assert.AreEqual("2", Field(status, "Seccomp"));
        Assert.AreEqual("srw------- nfd", Nfd.Do("stat -c '%A %U' /run/nfd/control"));
        Assert.AreEqual("drwx------ nfd", Nfd.Do("stat -c '%A %U' /var/lib/nfd"));
        Assert.AreEqual("crw-rw---- nfd", Nfd.Do("stat -c '%A %G' /dev/gpiochip0"));
        string exposure = Nfd.Do("systemd-analyze security --no-pager nfd | tail -n 1");
        TestContext.WriteLine(exposure);
        StringAssert.Contains(exposure, "OK");
    }

    [TestMethod]
    public void Its_manual_names_all_options_and_it_serves_its_metrics()
    {
        Have(s_wide);
        string manual = Nfd.Do("gunzip -c /usr/share/man/man8/nfd.8.gz").Replace("\\-", "-", StringComparison.Ordinal);
        string[] options = [.. Nfd.Do("/usr/sbin/nfd --help").Split([' ', '\n']).Where(word => word.StartsWith("--", StringComparison.Ordinal))];
        Assert.IsTrue(options.Length >= 10, string.Join(' ', options));
        foreach (string option in options) StringAssert.Contains(manual, option);
        // The rules of the unit let it listen, to this machine only.
        StringAssert.Contains(Nfd.Do("wget -q -O - http://127.0.0.1:9464/metrics"), "# EOF");
        Nfd.Do("wget -q -O - http://127.0.0.1:9464/health");
    }

    [TestMethod]
    public void A_guest_loaded_from_outside_hears_a_button_and_drives_a_lamp()
    {
        Have(s_wide);
        Nfd.Load("button");
        bool before = Nfd.Machine.Pins.IsHigh(Daemon.LampLine);
        for (int press = 1; press <= 3; press++)
        {
            Nfd.Machine.Pins.Drive(Daemon.ButtonLine, isHigh: false);
            bool expected = before ^ (press % 2 == 1);
            Nfd.WaitUntil($"press {press} switches the lamp", () => Nfd.Machine.Pins.IsHigh(Daemon.LampLine) == expected);
            // The next press is one when the guest saw this one end: it hears the edge, and looks again when the contact is quiet.
            ulong heard = Runs() + 2;
            Nfd.Machine.Pins.Drive(Daemon.ButtonLine, isHigh: true);
            Nfd.WaitUntil("the button is up again", () => Runs() >= heard);
        }
        // Counted page by page: the sum in /proc/PID/status is of a while ago.
        string pages = Nfd.Do($"cat /proc/{Nfd.Property("MainPID")}/smaps_rollup");
        int kibibytes = int.Parse(Field(pages, "Rss").Split(' ')[0], CultureInfo.InvariantCulture);
        TestContext.WriteLine($"resident memory of nfd with one guest: {kibibytes} KiB");
        Assert.IsTrue(kibibytes <= ResidentKibibytesMax, $"{kibibytes} KiB");
    }

    [TestMethod]
    public void Killed_in_the_middle_of_an_update_it_is_started_again_with_a_valid_module()
    {
        Have(s_wide);
        Nfd.Load("button");
        uint restarts = Restarts();
        TargetInfo before;
        using (TargetSession session = Nfd.Open())
        {
            before = session.Info;
            byte[] package = new byte[5000];
            UploadPlan plan = new() { Place = 0, Size = (uint)package.Length };
            SHA256.HashData(package, plan.Digest);
            _ = session.Ask<UploadPlan, UploadState>(MessageType.UploadBegin, plan);
            _ = session.TryAsk(MessageType.UploadChunk, default(UploadPiece), package.AsSpan(0, 256), out UploadState _, out _);
            Nfd.Do("systemctl kill --signal=KILL nfd");
        }
        Nfd.WaitUntil("it is started again", () => Restarts() > restarts && Nfd.Property("SubState") == "running");
        Nfd.WaitForGuest("button");
        using TargetSession again = Nfd.Open();
        Assert.AreEqual((before.Boots + 1, before.UncleanEnds + 1), (again.Info.Boots, again.Info.UncleanEnds));
    }

    [TestMethod]
    public void A_second_one_on_the_same_state_is_refused()
    {
        Have(s_wide);
        ShellAnswer second = Nfd.Machine.Shell.Run("/usr/sbin/nfd --state /var/lib/nfd --control /tmp/second", TimeSpan.FromSeconds(20));
        Assert.AreEqual((int)Nf.Status.Busy, second.Code, second.Output);
        StringAssert.Contains(second.Output, "/var/lib/nfd");
        Assert.AreEqual("running", Nfd.Property("SubState"));
    }

    [TestMethod]
    public void Told_to_end_it_ends_cleanly_and_puts_everything_away()
    {
        Have(s_wide);
        Nfd.Do("systemctl stop nfd");
        Assert.AreEqual(("inactive", "success"), (Nfd.Property("ActiveState"), Nfd.Property("Result")));
        Nfd.Do("test ! -e /run/nfd");
        Nfd.Do("systemctl start nfd");
        Assert.AreEqual("active", Nfd.Property("ActiveState"));
    }

    [TestMethod]
    public void One_that_hangs_is_killed_and_started_again()
    {
        Have(s_wide);
        Nfd.Load("button");
        Nfd.Do("mkdir -p /run/systemd/system/nfd.service.d; printf '[Service]\\nWatchdogSec=4\\n' >/run/systemd/system/nfd.service.d/short.conf");
        Nfd.Do("systemctl daemon-reload; systemctl restart nfd");
        uint restarts = Restarts();
        Nfd.Do("systemctl kill --signal=STOP nfd");
        Nfd.WaitUntil("systemd starts it again", () => Restarts() > restarts && Nfd.Property("SubState") == "running");
        StringAssert.Contains(Nfd.Do("journalctl --no-pager -o cat -u nfd"), "Watchdog timeout");
        Nfd.WaitForGuest("button");
        Nfd.Do("rm -r /run/systemd/system/nfd.service.d; systemctl daemon-reload; systemctl restart nfd");
    }

    [TestMethod]
    public void When_the_feeder_of_the_watchdog_hangs_the_machine_restarts_and_the_guest_is_back()
    {
        Have(s_wide);
        Nfd.Load("button");
        // systemd must not be faster than the machine's own watchdog. All of it has to outlive the reset.
        Nfd.Do("mkdir -p /etc/systemd/system/nfd.service.d; printf '[Service]\\nWatchdogSec=0\\n' >/etc/systemd/system/nfd.service.d/no.conf");
        Nfd.Configure($"{Daemon.Options} --watchdog /dev/watchdog0");
        Nfd.Do("sync");
        Nfd.Do("systemctl kill --signal=STOP nfd");
        Nfd.Machine.Monitor.WaitForEvent("WATCHDOG", s_watchdogLimit);
        Nfd.Machine.Monitor.WaitForEvent("RESET", s_watchdogLimit);
        Nfd.Machine.Shell.WaitUntilReady(LinuxMachine.StartLimit);
        Nfd.WaitUntil("the service runs", () => Nfd.Property("SubState") == "running");
        Nfd.WaitForGuest("button");
        Nfd.Do("rm -r /etc/systemd/system/nfd.service.d");
        Nfd.Configure(Daemon.Options);
    }

    [TestMethod]
    public void Purged_it_leaves_nothing()
    {
        Have(s_wide);
        Nfd.Load("button");
        Nfd.Purge();
        string[] left = [.. Nfd.Files().Except(Nfd.FilesBefore)];
        Assert.AreEqual(0, left.Length, string.Join('\n', left));
        Nfd.Do("! getent passwd nfd; ! systemctl cat nfd; test ! -e /var/lib/nfd; test ! -e /etc/default/nfd");
    }

    [TestMethod]
    public void The_package_for_32_bits_runs_beside_a_64_bit_system()
    {
        Nfd.Do("dpkg --add-architecture armhf");
        Have(s_narrow);
        Nfd.Load("button");
        using TargetSession session = Nfd.Open();
        Assert.AreEqual("linux-arm", session.Board);
    }

    // The tests go on with what the one before left, if that is what they need: installing takes its time.
    private static void Have(DebianTarget system)
    {
        Nfd.Install(system);
        Nfd.WaitUntil("the service runs", () => Nfd.Property("SubState") == "running");
    }

    private static uint Restarts() => uint.Parse(Nfd.Property("NRestarts"), CultureInfo.InvariantCulture);

    private static ulong Runs()
    {
        using TargetSession session = Nfd.Open();
        return session.Guest(0).Info.Runs;
    }

    private static string Field(string status, string name) =>
        status.Split('\n').First(line => line.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..].Trim();
}
