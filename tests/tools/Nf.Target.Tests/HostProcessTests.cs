using System;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli.Tests;
using Nf.FirmwareHost;

namespace Nf.Target.Tests;

/// <summary>The heapless host on Linux, updated over its socket and killed.</summary>
[TestClass]
public sealed class HostProcessTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private static void Load(DaemonProcess host, string guest, int place) =>
        NfRun.Here("load", NfRun.Example(guest), "--place", $"{place}", "--activate", "--target", host.Address).AssertDone();

    private static GuestEntry WaitFor(DaemonProcess host, byte place, string what, Func<GuestEntry, bool> holds)
    {
        // The line has one client at a time.
        using TargetSession session = host.Open();
        for (long begin = Stopwatch.GetTimestamp(); ; Thread.Sleep(20))
        {
            GuestEntry guest = session.Guest(place);
            if (holds(guest)) return guest;
            Assert.IsTrue(Stopwatch.GetElapsedTime(begin) < s_limit, $"{what}: {guest.Name} is {guest.Info.State}");
        }
    }

    private static bool IsConfirmed(GuestEntry guest, string name) =>
        guest.Name == name && guest.Info is { State: GuestState.Running, IsOnTrial: false };

    [TestMethod]
    public void A_package_is_confirmed_and_one_that_fails_is_rolled_back()
    {
        using DaemonProcess host = new();
        Load(host, "publisher", 0);
        _ = WaitFor(host, 0, "confirmed", guest => IsConfirmed(guest, "publisher"));
        Load(host, "neighbour", 0);
        _ = WaitFor(host, 0, "rolled back", guest => IsConfirmed(guest, "publisher"));
        Load(host, "thermostat", 0);
        _ = WaitFor(host, 0, "confirmed", guest => IsConfirmed(guest, "thermostat"));
        NfRun.Here("rollback", "--place", "0", "--target", host.Address).AssertDone();
        _ = WaitFor(host, 0, "rolled back by hand", guest => IsConfirmed(guest, "publisher"));
    }

    [TestMethod]
    public void Killed_in_the_middle_of_an_upload_it_starts_with_what_was_valid_and_knows_the_last_fault()
    {
        using DaemonProcess host = new();
        Load(host, "thermostat", 0);
        NfRun.Here("load", NfRun.Example("neighbour"), "--place", "1", "--confirm", "--target", host.Address).AssertDone();
        _ = WaitFor(host, 0, "confirmed", guest => IsConfirmed(guest, "thermostat"));
        _ = WaitFor(host, 1, "failed", guest => guest.Info.Faults > 0);
        CrashRecord before;
        using (TargetSession session = host.Open())
        {
            // It is not there after the start, or it would fail again.
            session.Tell(MessageType.Remove, new GuestPlace { Place = 1 });
            before = session.Ask<EmptyMessage, CrashRecord>(MessageType.Crash, default);
            byte[] package = new byte[5000];
            UploadPlan plan = new() { Place = 0, Size = (uint)package.Length };
            SHA256.HashData(package, plan.Digest);
            _ = session.Ask<UploadPlan, UploadState>(MessageType.UploadBegin, plan);
            Status status = session.TryAsk(MessageType.UploadChunk, default(UploadPiece), package.AsSpan(0, 256), out UploadState _, out _);
            Assert.AreEqual(Status.Ok, status);
            host.KillAndStart();
        }

        using TargetSession again = host.Open();
        Assert.IsTrue(IsConfirmed(again.Guest(0), "thermostat"));
        Assert.AreEqual(1, before.Place);
        CrashRecord after = again.Ask<EmptyMessage, CrashRecord>(MessageType.Crash, default);
        Assert.AreEqual((1, before.Fault, before.UptimeNanoseconds), (after.Place, after.Fault, after.UptimeNanoseconds));
        Assert.AreEqual(before.Boots + 1, after.Boots);
        Assert.AreEqual((after.Boots, 1u), (again.Info.Boots, again.Info.UncleanEnds), "the kill is counted as an end that was not clean");
    }
}
