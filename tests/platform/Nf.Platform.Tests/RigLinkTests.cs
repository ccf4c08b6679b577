using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Platform.Tests;

[TestClass]
public class RigLinkTests
{
    [TestMethod]
    public void ATickBeginsWhenTheRigAcknowledges()
    {
        ScriptedConsole console = new([(byte)'x', (byte)'\n', RigLink.Acknowledge, (byte)'y']);
        Assert.AreEqual(Status.Ok, default(RigLink).WaitForTick(12345, ref console));
        Assert.AreEqual("@tick 12345\n", console.Output);
        Assert.IsTrue(console.TryRead(out byte next), "what comes behind the acknowledgement stays");
        Assert.AreEqual((byte)'y', next);
    }

    [TestMethod]
    public void TheLongestTickFits()
    {
        ScriptedConsole console = new([RigLink.Acknowledge]);
        Assert.AreEqual(Status.Ok, default(RigLink).WaitForTick(ulong.MaxValue, ref console));
        Assert.AreEqual("@tick 18446744073709551615\n", console.Output);
    }

    [TestMethod]
    public void AConsoleThatFailsEndsTheWait()
    {
        ScriptedConsole console = new([]) { WriteAnswer = Status.IoError };
        Assert.AreEqual(Status.IoError, default(RigLink).WaitForTick(1, ref console));
    }

    [TestMethod]
    public void TheWaitIsBounded()
    {
        ScriptedConsole console = new([]);
        Assert.AreEqual(Status.TimedOut, default(RigLink).WaitForTick(1, ref console));
    }

    private struct ScriptedConsole(byte[] input) : IConsole
    {
        private readonly List<byte> _output = [];
        private int _position;

        public Status WriteAnswer;

        public readonly string Output => Encoding.ASCII.GetString([.. _output]);

        public readonly Status Write(ReadOnlySpan<byte> data)
        {
            _output.AddRange(data);
            return WriteAnswer;
        }

        public bool TryRead(out byte value)
        {
            value = _position < input.Length ? input[_position] : (byte)0;
            return _position++ < input.Length;
        }
    }
}
