using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli.Tests;
using Nf.Errors;

namespace Nf.Target.Tests;

/// <summary>The ways to a target, and what is said when there is none.</summary>
[TestClass]
public sealed class LineTests
{
    [TestMethod]
    [DataRow("somewhere")]
    [DataRow("unix:")]
    [DataRow("udp:127.0.0.1:7")]
    [DataRow("")]
    public void An_address_of_no_form_is_refused_with_the_forms(string text)
    {
        NfException error = Assert.ThrowsExactly<NfException>(() => TargetAddress.Parse(text));
        Assert.AreEqual(Status.Usage, error.Status);
        StringAssert.Contains(error.Message, TargetAddress.Forms);
    }

    [TestMethod]
    [DataRow("tcp:127.0.0.1:7000", true)]
    [DataRow("tcp:127.8.8.8:7000", true)]
    [DataRow("tcp:[::1]:7000", true)]
    [DataRow("tcp:192.168.1.2:7000", false)]
    [DataRow("tcp:0.0.0.0:7000", false)]
    [DataRow("tcp:example.org:7000", false)]
    [DataRow("tcp:[2001:db8::1]:7000", false)]
    public void Only_this_machine_is_reached_by_tcp(string text, bool isTaken)
    {
        if (isTaken)
        {
            Assert.AreEqual(7000, TargetAddress.Parse(text).EndPoint().Port);
            return;
        }
        NfException error = Assert.ThrowsExactly<NfException>(() => TargetAddress.Parse(text));
        StringAssert.Contains(error.Message, "ssh -L");
    }

    [TestMethod]
    public void Nobody_there_is_one_line()
    {
        using TemporaryFolder folder = new();
        string none = Path.Combine(folder.Path, "none");
        NfRun.Here("ps", "--target", $"unix:{none}").AssertRefused(Status.IoError, $"unix:{none}", "is the target running?");
        NfRun.Here("ps", "--target", $"serial:{none}").AssertRefused(Status.FileNotFound, "plugged in");
        NfRun.Here("ps", "--target", $"serial:{folder.Write("file", "")}").AssertRefused(Status.InvalidArgument, "no serial port");
        NfRun.Here("ps", "--target", "tcp:127.0.0.1:0").AssertRefused(Status.Usage, "PORT");
        NfRun.Here("ps", "--target", $"unix:/{new string('x', 200)}").AssertRefused(Status.Usage, "longer");
    }

    [TestMethod]
    public void A_target_that_is_silent_is_given_up()
    {
        using Socket silent = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        silent.Listen();
        using ReconnectingLine line = TargetLines.Open(TargetAddress.Parse($"tcp:{silent.LocalEndPoint}"));
        NfException error = Assert.ThrowsExactly<NfException>(() => TargetSession.Open("it", line, TimeSpan.FromMilliseconds(5)));
        Assert.AreEqual(Status.TimedOut, error.Status);
        StringAssert.Contains(error.Message, "no other client");
    }

    [TestMethod]
    public void A_serial_port_carries_every_byte()
    {
        using PseudoTerminal other = new();
        using SerialLine line = new(other.Path);
        byte[] all = new byte[256];
        for (int i = 0; i < all.Length; i++) all[i] = (byte)i;

        byte[] there = Carry(line.Write, other.Read, all);
        byte[] back = Carry(other.Write, line.Read, all);

        CollectionAssert.AreEqual(all, there);
        CollectionAssert.AreEqual(all, back);
    }

    [TestMethod]
    public void A_serial_port_that_goes_away_is_broken()
    {
        PseudoTerminal other = new();
        using SerialLine line = new(other.Path);
        other.Dispose();
        Status status = Status.Ok;
        for (int tries = 0; status == Status.Ok && tries < 100; tries++) status = line.Read(new byte[1], out _);
        Assert.AreEqual(Status.IoError, status);
    }

    private delegate Status Transfer(Span<byte> buffer, out int bytes);

    private delegate Status Sending(ReadOnlySpan<byte> data, out int bytes);

    private static byte[] Carry(Sending send, Transfer receive, byte[] data)
    {
        using MemoryStream arrived = new();
        byte[] buffer = new byte[100];
        int sent = 0;
        for (int turns = 0; arrived.Length < data.Length; turns++)
        {
            Assert.IsLessThan(1000, turns);
            Assert.AreEqual(Status.Ok, send(data.AsSpan(sent), out int taken));
            sent += taken;
            Assert.AreEqual(Status.Ok, receive(buffer, out int bytes));
            arrived.Write(buffer, 0, bytes);
        }
        return arrived.ToArray();
    }
}
