using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli.Tests;
using Nf.FirmwareHost;

namespace Nf.Target.Tests;

/// <summary>Every verb that speaks with a target, against the firmware's own server in this process.</summary>
[TestClass]
public sealed class VerbTests
{
    private readonly ManagedTarget _target = ManagedTarget.Unix();

    [TestCleanup]
    public void Clean() => _target.Dispose();

    private NfRun Run(params string[] args) => NfRun.Here([.. args, "--target", _target.Address]);

    private JsonObject Json(params string[] args)
    {
        NfRun run = Run([.. args, "--json"]);
        Assert.AreEqual(Status.Ok, run.Status, run.Output + run.Error);
        Assert.AreEqual(_target.Address, (string)run.Json["target"]!);
        return run.Json;
    }

    private static string Keys(JsonNode node) => string.Join(' ', node.AsObject().Select(pair => pair.Key));

    [TestMethod]
    public void Ps_lists_every_place()
    {
        JsonArray guests = Json("ps")["guests"]!.AsArray();
        CollectionAssert.AreEqual(new[] { "guest-0", "guest-1", "guest-2" }, guests.Select(guest => (string)guest!["name"]!).ToArray());
        Assert.AreEqual(
            "place name version state on_trial factory last_fault period_ns deadline_ns runs fuel fuel_slice faults restarts "
            + "deadline_misses memory_bytes memory_bytes_max",
            Keys(guests[0]!));
        Assert.AreEqual(("running", 9, "TrapOutOfFuel"),
            ((string)guests[2]!["state"]!, (int)guests[2]!["runs"]!, (string)guests[2]!["last_fault"]!));
        StringAssert.Contains(Run("ps").Output, "guest-1");
    }

    [TestMethod]
    public void A_target_is_reached_by_tcp_and_by_the_variable()
    {
        using ManagedTarget target = ManagedTarget.Tcp();
        StringAssert.StartsWith(target.Address, "tcp:127.0.0.1:");
        NfRun.Here("ps", "--target", target.Address).AssertDone();
        NfRun.Here("ps").AssertRefused(Status.Usage, "--target", "NF_TARGET");
    }

    [TestMethod]
    [DataRow("activate", "Activate 1")]
    [DataRow("confirm", "Confirm 1")]
    [DataRow("rollback", "RollBack 1")]
    [DataRow("start", "Start 1")]
    [DataRow("stop", "Stop 1")]
    [DataRow("restart", "Restart 1")]
    [DataRow("rm", "Remove 1")]
    public void A_guest_is_commanded_by_place_or_name(string verb, string change)
    {
        Assert.AreEqual("guest-1", (string)Json(verb, "--place", "1")["guest"]!["name"]!);
        Assert.AreEqual(1, (int)Json(verb, "--place", "guest-1")["guest"]!["place"]!);
        CollectionAssert.AreEqual(new[] { change, change }, _target.State.Journal);
    }

    [TestMethod]
    public void A_wrong_place_is_named_with_the_right_ones()
    {
        Run("stop", "--place", "3").AssertRefused(Status.OutOfRange, "no place 3", "0 to 2");
        Run("stop", "--place", "ghost").AssertRefused(Status.NotFound, "'ghost'", "0 (guest-0), 1 (guest-1), 2 (guest-2)");
        Run("stop").AssertRefused(Status.Usage, "--place", "nf stop --help");
        Run("load", NfRun.Example("thermostat"), "--place", "7").AssertRefused(Status.OutOfRange, "no place 7");
        Assert.HasCount(0, _target.State.Journal);
    }

    [TestMethod]
    public void What_the_target_refuses_is_said_in_words()
    {
        _target.State.Refusals[MessageType.Confirm] = Status.OutOfOrder;
        _target.State.Refusals[MessageType.RollBack] = Status.NotFound;
        _target.State.Refusals[MessageType.Activate] = Status.NotFound;
        _target.State.Refusals[MessageType.Post] = Status.Full;
        _target.State.Refusals[MessageType.Start] = Status.NotFound;
        _target.State.Refusals[MessageType.Stop] = Status.NotSupported;
        _target.State.Refusals[MessageType.Restart] = Status.I2cBusError;
        Run("confirm", "--place", "1").AssertRefused(Status.OutOfOrder, _target.Address, "place 1", "on trial");
        Run("rollback", "--place", "1").AssertRefused(Status.NotFound, "no former package");
        Run("activate", "--place", "1").AssertRefused(Status.NotFound, "nf load");
        Run("post", "--place", "1", "text").AssertRefused(Status.Full, "no room");
        Run("start", "--place", "0").AssertRefused(Status.NotFound, "nf ps");
        Run("stop", "--place", "0").AssertRefused(Status.NotSupported, "does not offer");
        Run("restart", "--place", "0").AssertRefused(Status.I2cBusError, "I2cBusError");
    }

    [TestMethod]
    public void A_message_is_a_text_or_a_file()
    {
        using TemporaryFolder folder = new();
        Assert.AreEqual(3, (int)Json("post", "--place", "0", "set")["bytes"]!);
        Json("post", "--place", "guest-2", "@" + folder.Write("message", "of a file"));
        CollectionAssert.AreEqual(new[] { "post 0 set", "post 2 of a file" }, _target.State.Journal);
        Run("post", "--place", "0", new string('x', 257)).AssertRefused(Status.LimitExceeded, "257", "256");
        Run("post", "--place", "0", "@no/such/file").AssertRefused(Status.FileNotFound, "no/such/file");
    }

    [TestMethod]
    public void Logs_are_printed_and_filtered_by_the_target()
    {
        _target.State.Logs.Enqueue((LogLevel.Info, "little"));
        _target.State.Logs.Enqueue((LogLevel.Warning, "much"));
        JsonArray logs = Json("logs", "--level", "warning")["logs"]!.AsArray();
        Assert.AreEqual("place level uptime_ns lost text", Keys(logs.Single()!));
        Assert.AreEqual(("warning", "much"), ((string)logs[0]!["level"]!, (string)logs[0]!["text"]!));
        _target.State.Logs.Enqueue((LogLevel.Debug, "grüße"));
        StringAssert.Contains(Run("logs").Output, "debug    grüße");
        Run("logs", "--level", "loud").AssertRefused(Status.Usage, "'loud'", "debug, info, warning or error");
        Assert.AreEqual(Status.Usage, Run("logs", "--follow", "--json").Status);
    }

    [TestMethod]
    public void Info_tells_what_the_target_is()
    {
        JsonObject json = Json("info");
        Assert.AreEqual(("a board", "1.2.3", "Watchdog", 77, 3),
            ((string)json["board"]!, (string)json["firmware"]!, (string)json["reset"]!, (int)json["uptime_ns"]!, (int)json["places"]!));
        Assert.AreEqual("frames damaged other_versions unexpected other_sessions replayed repeated executed streamed", Keys(json["line"]!));
        StringAssert.Contains(Run("info").Output, "reset cause: Watchdog");
    }

    [TestMethod]
    public void Budgets_are_listed_up_to_the_last()
    {
        JsonArray budgets = Json("budget")["budgets"]!.AsArray();
        Assert.HasCount(6, budgets);
        Assert.AreEqual("crate limit_bytes used_bytes remaining_bytes peak_bytes refusals", Keys(budgets[0]!));
        Assert.AreEqual(("FirmwareHost", 1000, 600),
            ((string)budgets[5]!["crate"]!, (int)budgets[5]!["limit_bytes"]!, (int)budgets[5]!["used_bytes"]!));
        StringAssert.Contains(Run("budget").Output, "██████░░░░  60 %");
    }

    [TestMethod]
    public void A_crash_has_the_names_of_functions_when_the_package_is_given()
    {
        using TemporaryFolder folder = new();
        string package = folder.Write("guest.wasm", Runtime.Tests.Wat.Compile(
            "(func) (func) (func) (func $pump (export \"nf_tick\") (result i32) unreachable)", names: true));
        JsonObject json = Json("crash");
        Assert.AreEqual((2, "TrapUnreachable", 3), ((int)json["place"]!, (string)json["fault"]!, (int)json["boots"]!));
        Assert.AreEqual((3, 0x44), ((int)json["frames"]![0]!["function"]!, (int)json["frames"]![0]!["offset"]!));
        Assert.IsNull(json["frames"]![0]!["name"]);
        Assert.AreEqual("pump", (string)Json("crash", "--package", package)["frames"]![0]!["name"]!);
        StringAssert.Contains(Run("crash", "--package", package).Output, "in pump at byte 0x44");
        Run("crash", "--package", "no.wasm").AssertRefused(Status.FileNotFound, "no.wasm");
    }

    [TestMethod]
    public void Memory_is_read_in_pieces()
    {
        using TemporaryFolder folder = new();
        string file = Path.Combine(folder.Path, "memory");
        Run("memory", "--place", "0", "--address", "0x1f0", "--count", "1000", "-o", file).AssertDone();
        CollectionAssert.AreEqual(Enumerable.Range(0x1f0, 1000).Select(address => (byte)address).ToArray(), File.ReadAllBytes(file));
        Assert.AreEqual("f0f1", (string)Json("memory", "--place", "0", "--address", "496", "--count", "2")["hex"]!);
        StringAssert.Contains(Run("memory", "--place", "0", "--address", "0x41", "--count", "4").Output, "00000041  41 42 43 44");
        Run("memory", "--place", "1", "--count", "1").AssertRefused(Status.Busy, "nf stop");
        Run("memory", "--place", "0", "--address", "65536", "--count", "1").AssertRefused(Status.OutOfRange, "0x10000", "outside");
        Run("memory", "--place", "0", "--address", "many", "--count", "1").AssertRefused(Status.Usage, "'many'");
    }

    [TestMethod]
    public void The_clock_is_shown_set_and_advanced()
    {
        _target.State.Clock = 0;
        Assert.IsNull(Json("clock")["time"]);
        Assert.AreEqual("2026-01-31T12:00:00.000Z", (string)Json("clock", "--set", "2026-01-31T12:00:00Z")["time"]!);
        long before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        Assert.IsGreaterThanOrEqualTo(before, (long)Json("clock", "--set", "now")["unix_ns"]! / 1_000_000);
        Run("clock", "--set", "noon").AssertRefused(Status.Usage, "'noon'");
        _target.State.Journal.Clear();
        Json("clock", "--advance", "0", "--stepped");
        CollectionAssert.AreEqual(new[] { "advance 0 True" }, _target.State.Journal);
    }

    [TestMethod]
    public void A_trace_is_a_digest()
    {
        JsonObject json = Json("trace", "--place", "guest-2");
        Assert.AreEqual((2, 4, 5), ((int)json["place"]!, (int)json["ticks"]!, (int)json["lines"]!));
        Assert.AreEqual(Convert.ToHexStringLower(SHA256.HashData([2])), (string)json["digest"]!);
    }

    [TestMethod]
    public void A_target_is_reset()
    {
        Assert.AreEqual("Watchdog", (string)Json("reset")["reset"]!);
        CollectionAssert.AreEqual(new[] { "reset" }, _target.State.Journal);
    }

    [TestMethod]
    public void Top_draws_one_frame_without_a_terminal()
    {
        NfRun run = Run("top", "--once");
        run.AssertDone();
        StringAssert.Contains(run.Output, "guest-0");
        StringAssert.Contains(run.Output, "line: ");
        JsonArray guests = Json("top")["guests"]!.AsArray();
        StringAssert.EndsWith(Keys(guests[0]!), "fuel_per_run fuel_peak response_ns_peak events_lost");
        // A process of its own, whose input and output are no terminal.
        NfRun.Process("top", "--target", _target.Address).AssertRefused(Status.Usage, "--once", "--json");
    }

    [TestMethod]
    public void Two_sessions_one_after_the_other_find_the_same_target()
    {
        Json("ps");
        _target.Restart();
        Json("ps");
    }
}
