using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.Platform;

namespace Nf.OnTarget.Tests;

/// <summary>The drivers that a program which stays on its target needs, each on the emulators that have the device.</summary>
[TestClass]
[DoNotParallelize]
public sealed class BoardTests
{
    private string _folder = "";

    [TestInitialize]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("nf-board-").FullName;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    // The emulated core of netduinoplus2 runs at another clock than the chip after reset: its sleeps are not compared.
    [TestMethod]
    [DataRow("lm3s6965evb", true)]
    [DataRow("mps2-an500", true)]
    [DataRow("netduinoplus2", false)]
    [DataRow("linux-x64", false)]
    public void TimeGoesOnAndSleepsEnd(string name, bool isExact)
    {
        const long LateMicrosecondsMax = 100;
        using EmulatedBoard board = Start(name, 'c');
        Assert.AreEqual(0, board.WaitForEnd(), board.Report());
        CollectionAssert.Contains(board.Lines, "backwards 0 0");
        long[] late = [.. board.Lines.Where(line => line.StartsWith("slept ", StringComparison.Ordinal)).Select(line => long.Parse(line.Split(' ')[2]))];
        Assert.HasCount(5, late);
        Assert.IsTrue(!isExact || late.Max() <= LateMicrosecondsMax, board.Report());
    }

    [TestMethod]
    [DataRow("lm3s6965evb")]
    [DataRow("mps2-an500")]
    [DataRow("netduinoplus2")]
    public void ABoardKnowsWhyItStarts(string name)
    {
        using EmulatedBoard board = Start(name, 'r');
        Assert.AreEqual(0, board.WaitForEnd(), board.Report());
        CollectionAssert.IsSubsetOf(
            new[] { Boot(1, ResetCause.PowerOn), Boot(2, ResetCause.Software), Boot(3, ResetCause.Fault) }, board.Lines, board.Report());
        CollectionAssert.IsSubsetOf(new[] { "host 4 1", $"guest {(int)Status.TrapUnreachable} 9", "forgotten 1 1" }, board.Lines, board.Report());
    }

    [TestMethod]
    [DataRow("linux-x64")]
    [DataRow("linux-arm64")]
    [DataRow("linux-arm")]
    public void AProcessKnowsWhyItStarts(string name)
    {
        Assert.AreEqual(BoardSystem.RestartExitCode, RunOnce(name, 'r', Boot(1, ResetCause.PowerOn)));
        Assert.AreEqual((int)Status.InternalError, RunOnce(name, 'r', Boot(2, ResetCause.Software)));
        Assert.AreEqual(0, RunOnce(name, 'r', Boot(3, ResetCause.Fault), "host 4 1", $"guest {(int)Status.TrapUnreachable} 9", "forgotten 1 1"));
    }

    [TestMethod]
    [DataRow("lm3s6965evb")]
    [DataRow("mps2-an500")]
    public void AWatchdogThatIsNotFedRestartsTheBoard(string name)
    {
        using EmulatedBoard board = Start(name, 'w');
        Assert.AreEqual(0, board.WaitForEnd(), board.Report());
        CollectionAssert.Contains(board.Lines, Boot(2, ResetCause.Watchdog), board.Report());
        Assert.IsTrue(board.Lines.Any(line => line.StartsWith("fed 500", StringComparison.Ordinal)), board.Report());
        Assert.IsFalse(board.Lines.Any(line => line.StartsWith("alive", StringComparison.Ordinal)), board.Report());
    }

    [TestMethod]
    public void SystemdIsToldThatTheProcessIsWell()
    {
        using Socket systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 20_000 };
        string path = Path.Combine(_folder, "notify");
        systemd.Bind(new UnixDomainSocketEndPoint(path));
        using EmulatedBoard board = EmulatedBoard.Start(
            BoardReader.Read("linux-x64"), 'w', null, _folder, ("NOTIFY_SOCKET", path), ("WATCHDOG_USEC", "1000000"));
        for (int i = 0; i < 10; i++)
            Assert.AreEqual("WATCHDOG=1", Receive(systemd));
    }

    [TestMethod]
    [DataRow("lm3s6965evb", "sd", 1)]
    [DataRow("lm3s6965evb", "nor", 0)]
    [DataRow("lm3s6965evb", "eeprom", 2)]
    [DataRow("mps2-an500", "mapped", 2)]
    [DataRow("linux-x64", "file", 2)]
    public void WhatWasWrittenIsThereAfterPowerWasOff(string name, string medium, int kind)
    {
        Assert.AreEqual(0, RunOn(medium, name, 'W', $"medium 0 {kind}"));
        Assert.AreEqual(0, RunOn(medium, name, 'R', $"medium 0 {kind}", "wrong 0 0"));
    }

    [TestMethod]
    [DataRow("lm3s6965evb")]
    [DataRow("mps2-an500")]
    [DataRow("netduinoplus2")]
    public void ABoardSendsBackWhatComesOnItsLine(string name)
    {
        using EmulatedBoard board = Start(name, 'l');
        board.WaitFor("ready 0 0");
        byte[] sent = Bytes();
        board.Send(sent);
        Assert.AreEqual(0, board.WaitForEnd(), board.Report());
        CollectionAssert.AreEqual(sent, board.Output[^sent.Length..]);
    }

    [TestMethod]
    public void AProcessSendsBackWhatComesOnItsLine()
    {
        using EmulatedBoard board = Start("linux-x64", 'l');
        board.WaitFor("ready 0 0");
        using (Socket first = Connect())
            first.Send([1, 2, 3]);
        using Socket second = Connect();
        byte[] sent = Bytes();
        second.Send(sent);
        byte[] received = new byte[sent.Length];
        for (int count = 0; count < received.Length;)
            count += second.Receive(received, count, received.Length - count, SocketFlags.None);
        CollectionAssert.AreEqual(sent, received);
        Assert.AreEqual(0, board.WaitForEnd(), board.Report());
    }

    [TestMethod]
    public void EdgesOfAPinAreCaught()
    {
        using EmulatedBoard board = Start("lm3s6965evb", 'e');
        board.WaitFor("watching 0 0");
        // The emulated board has a button at PE3, which pulls the pin low. At the start the pin is low without being pressed: no edge.
        Press("right", true);
        for (int edge = 1; edge <= 4; edge++)
        {
            Press("right", edge % 2 == 0);
            board.WaitFor($"edge 35 {edge % 2}", (edge + 1) / 2);
        }

        Assert.AreEqual(0, board.WaitForEnd(), board.Report());
        CollectionAssert.AreEqual(
            new[] { "edge 35 1", "edge 35 0", "edge 35 1", "edge 35 0" },
            board.Lines.Where(line => line.StartsWith("edge ", StringComparison.Ordinal)).ToArray(), board.Report());

        // The program ends with the fourth edge.
        void Press(string key, bool isDown) => board.ExecuteLast("input-send-event", new JsonObject
        {
            ["events"] = new JsonArray(new JsonObject
            {
                ["type"] = "key",
                ["data"] = new JsonObject { ["down"] = isDown, ["key"] = new JsonObject { ["type"] = "qcode", ["data"] = key } },
            }),
        });
    }

    private static string Boot(int number, ResetCause cause) => $"boot {number} {(int)cause}";

    // All values but 4, which is the end, more than any buffer on the way, then the end.
    private static byte[] Bytes()
    {
        byte[] bytes = new byte[3000];
        new Random(1).NextBytes(bytes);
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = bytes[i] == 4 ? (byte)5 : bytes[i];
        bytes[^1] = 4;
        return bytes;
    }

    private static string Receive(Socket socket)
    {
        byte[] buffer = new byte[100];
        return Encoding.ASCII.GetString(buffer, 0, socket.Receive(buffer));
    }

    private Socket Connect()
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 20_000 };
        socket.Connect(new UnixDomainSocketEndPoint(Path.Combine(_folder, "line")));
        return socket;
    }

    private EmulatedBoard Start(string name, char test, string? medium = null) =>
        EmulatedBoard.Start(BoardReader.Read(name), test, medium, _folder);

    private int RunOnce(string name, char test, params string[] lines) => RunOn(null, name, test, lines);

    private int RunOn(string? medium, string name, char test, params string[] lines)
    {
        using EmulatedBoard board = Start(name, test, medium);
        int exitCode = board.WaitForEnd();
        CollectionAssert.IsSubsetOf(lines, board.Lines, board.Report());
        return exitCode;
    }
}
