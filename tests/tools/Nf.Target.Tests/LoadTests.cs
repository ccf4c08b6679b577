using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli.Tests;
using Nf.FirmwareHost;
using Nf.FirmwareHost.Tests;
using Nf.Package;

namespace Nf.Target.Tests;

/// <summary>`nf load`: what arrives is what was sent, once, whatever the line does.</summary>
[TestClass]
public sealed class LoadTests
{
    private static readonly string s_guest = NfRun.Example("thermostat");

    private static void AssertWhole(HostState state, JsonObject json)
    {
        Assert.IsTrue(state.IsWhole);
        Assert.AreEqual(state.Package!.Length, (int)json["bytes"]!);
        Assert.IsTrue(Packager.IsPackage(state.Package));
        Assert.AreEqual(1, state.Journal.Count(change => change.StartsWith("begin", StringComparison.Ordinal)), "it was begun once");
        Assert.AreEqual(state.Package.Length, state.BytesWritten, "every byte was written once");
    }

    [TestMethod]
    public void A_plain_module_is_packed_sent_activated_and_confirmed()
    {
        using ManagedTarget target = ManagedTarget.Unix();
        NfRun run = NfRun.Here("load", s_guest, "--place", "1", "--confirm", "--target", target.Address, "--json");
        run.AssertDone();
        AssertWhole(target.State, run.Json);
        Assert.IsFalse((bool)run.Json["signed"]!);
        CollectionAssert.AreEqual(new[] { "end", "Activate 1", "Confirm 1" }, target.State.Journal.TakeLast(3).ToArray());
        UploadPlan plan = target.State.Plan;
        Assert.IsTrue(((ReadOnlySpan<byte>)plan.Tag).IndexOfAnyExcept((byte)0) < 0, "an unsigned package has a tag of zeros");
    }

    [TestMethod]
    public void A_key_signs_the_digest()
    {
        using ManagedTarget target = ManagedTarget.Unix();
        using TemporaryFolder folder = new();
        byte[] key = [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 7))];
        string binary = folder.Write("binary", key);
        string text = folder.Write("text", Convert.ToHexString(key) + "\n");
        foreach (string file in new[] { binary, text })
        {
            NfRun.Here("load", s_guest, "--place", "0", "--key", file, "--target", target.Address).AssertDone();
            UploadPlan plan = target.State.Plan;
            byte[] digest = SHA256.HashData(target.State.Package!);
            CollectionAssert.AreEqual(HMACSHA256.HashData(key, digest), ((ReadOnlySpan<byte>)plan.Tag).ToArray());
        }
        NfRun.Here("load", s_guest, "--place", "0", "--key", folder.Write("short", "abcd"), "--target", target.Address)
            .AssertRefused(Status.InvalidArgument, "2 bytes", "32");
    }

    [TestMethod]
    [DataRow(400, 3)]
    [DataRow(37, 5)]
    public void An_upload_goes_on_where_it_was_when_the_line_breaks(int everyBytes, int times)
    {
        BreakPoint breakPoint = new(everyBytes, times);
        using ManagedTarget target = ManagedTarget.Tcp(breakPoint);
        NfRun run = NfRun.Here("load", s_guest, "--place", "2", "--target", target.Address, "--json");
        Assert.AreEqual(Status.Ok, run.Status, run.Output);
        AssertWhole(target.State, run.Json);
        Assert.AreEqual(times, breakPoint.Breaks);
    }

    [TestMethod]
    public void An_upload_goes_on_where_it_was_when_the_target_restarts()
    {
        using ManagedTarget target = ManagedTarget.Unix();
        // Half way through, the target forgets its sessions; what it has of the package stays.
        target.State.Window = asked =>
        {
            if (asked == 6) target.Restart();
            return 256;
        };
        NfRun run = NfRun.Here("load", s_guest, "--place", "2", "--target", target.Address, "--json");
        Assert.AreEqual(Status.Ok, run.Status, run.Output);
        AssertWhole(target.State, run.Json);
    }

    [TestMethod]
    public void A_target_that_takes_little_or_nothing_for_a_while_is_waited_for()
    {
        using ManagedTarget target = ManagedTarget.Unix();
        target.State.Window = asked => asked % 3 == 0 ? 0 : 100u;
        NfRun run = NfRun.Here("load", s_guest, "--place", "2", "--target", target.Address, "--json");
        Assert.AreEqual(Status.Ok, run.Status, run.Output);
        AssertWhole(target.State, run.Json);
    }

    [TestMethod]
    [DataRow(Status.NotSigned, "--key")]
    [DataRow(Status.LimitExceeded, "at most 100000 bytes")]
    [DataRow(Status.OutOfMemory, "OutOfMemory")]
    public void A_refused_upload_says_why(Status status, string part)
    {
        using ManagedTarget target = ManagedTarget.Unix();
        target.State.Refusals[MessageType.UploadBegin] = status;
        NfRun run = NfRun.Here("load", s_guest, "--place", "1", "--activate", "--target", target.Address, "--json");
        Assert.AreEqual(status, run.Status);
        StringAssert.Contains((string)run.Json["error"]!, part);
        Assert.HasCount(0, target.State.Journal);
    }

    [TestMethod]
    public void What_is_no_guest_is_refused_before_anything_is_sent()
    {
        using ManagedTarget target = ManagedTarget.Unix();
        using TemporaryFolder folder = new();
        NfRun.Here("load", folder.Write("no.wasm", "hello"), "--place", "1", "--target", target.Address).AssertRefused(Status.NotWasm);
        Assert.HasCount(0, target.State.Journal);
    }
}
