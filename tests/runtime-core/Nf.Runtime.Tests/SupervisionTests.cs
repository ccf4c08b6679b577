using System;
using System.Buffers.Binary;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>The supervision block of a manifest, byte by byte as docs/PACKAGE.md has it.</summary>
[TestClass]
public sealed unsafe class SupervisionTests
{
    private static readonly byte[] s_module = Wat.Compile($"(module (memory 1 2) {TestPackage.Globals})");
    private static readonly string[] s_capabilities = ["gpio:PF0:out", "gpio:PF1"];

    // Each field has another value, and two safe outputs follow.
    private static byte[] Block() =>
    [
        1, 2, 7, 2,
        0x40, 0x42, 0x0F, 0x00, // period 1,000,000
        0x20, 0xA1, 0x07, 0x00, // deadline 500,000
        0x10, 0x27, 0x00, 0x00, // gap 10,000
        0x00, 0x10, 0x01, 0x00, // memory 69,632
        0x0C, 0x00,             // trial runs 12
        0xC8, 0x00,             // backoff 200
        0xD0, 0x07, 0x00, 0x00, // backoff max 2,000
        3, (byte)'P', (byte)'F', (byte)'0', 0,
        3, (byte)'P', (byte)'F', (byte)'1', 1,
    ];

    [TestMethod]
    [DataRow(GuestEngine.Interpreter)]
    [DataRow(GuestEngine.Aot)]
    public void EveryFieldIsRead(GuestEngine engine) => Use([(byte)engine, .. Block()], (status, manifest, _) =>
    {
        Assert.AreEqual(Status.Ok, status);
        Assert.AreEqual(engine, manifest.Engine);
        Assert.IsTrue(manifest.HasSupervision);
        Supervision read = manifest.Supervision;
        Assert.AreEqual(
            (1_000_000u, 500_000u, 10_000u, 69_632u), (read.PeriodMicroseconds, read.DeadlineMicroseconds, read.GapMicroseconds, read.MemoryBytes));
        Assert.AreEqual(((ushort)12, FaultPolicy.Safe, (byte)7), (read.TrialRuns, read.Policy, read.RestartsMax));
        Assert.AreEqual(((ushort)200, 2_000u), (read.BackoffMilliseconds, read.BackoffMaxMilliseconds));
        Assert.AreEqual(2, manifest.SafeOutputCount);
        Assert.AreEqual(("PF0", false), Output(manifest, 0));
        Assert.AreEqual(("PF1", true), Output(manifest, 1));
    });

    [TestMethod]
    public void WithoutTheBlockTheDefaultsHold()
    {
        foreach (byte[] end in new[] { [], new byte[] { 1 } })
        {
            Use(end, (status, manifest, _) =>
            {
                Assert.AreEqual(Status.Ok, status);
                Assert.IsFalse(manifest.HasSupervision);
                Assert.AreEqual(0, manifest.SafeOutputCount);
                Supervision read = manifest.Supervision;
                Assert.AreEqual((100_000u, 0u, 0u, 0u), (read.PeriodMicroseconds, read.DeadlineMicroseconds, read.GapMicroseconds, read.MemoryBytes));
                Assert.AreEqual(((ushort)10, FaultPolicy.Restart, (byte)5), (read.TrialRuns, read.Policy, read.RestartsMax));
                Assert.AreEqual(((ushort)100, 10_000u), (read.BackoffMilliseconds, read.BackoffMaxMilliseconds));
            });
        }
    }

    [TestMethod]
    [DataRow(0, new byte[] { 0 }, 0, DisplayName = "layout version 0")]
    [DataRow(0, new byte[] { 2 }, 0, DisplayName = "layout version 2")]
    [DataRow(1, new byte[] { 3 }, 1, DisplayName = "policy 3")]
    [DataRow(3, new byte[] { 9 }, 3, DisplayName = "nine safe outputs")]
    [DataRow(3, new byte[] { 1 }, 33, DisplayName = "fewer safe outputs than there are")]
    [DataRow(3, new byte[] { 3 }, 38, DisplayName = "more safe outputs than there are")]
    [DataRow(8, new byte[] { 0x41, 0x42, 0x0F, 0 }, 8, DisplayName = "deadline a microsecond behind the period")]
    [DataRow(4, new byte[] { 0, 0, 0, 0, 0x20, 0xA1, 7, 0, 0, 0, 0, 0 }, 12, DisplayName = "events only, without a gap")]
    [DataRow(4, new byte[] { 0, 0, 0, 0, 0x11, 0x27, 0, 0, 0x10, 0x27, 0, 0 }, 8, DisplayName = "events only, deadline behind the gap")]
    [DataRow(16, new byte[] { 1, 0, 2, 0 }, 16, DisplayName = "a byte more memory than the pages")]
    [DataRow(20, new byte[] { 0, 0 }, 20, DisplayName = "no trial runs")]
    [DataRow(24, new byte[] { 199, 0 }, 24, DisplayName = "longest pause below the first")]
    [DataRow(28, new byte[] { 0 }, 28, DisplayName = "empty pin")]
    [DataRow(28, new byte[] { 65 }, 28, DisplayName = "pin above 64 bytes")]
    [DataRow(29, new byte[] { (byte)' ' }, 29, DisplayName = "space in a pin")]
    [DataRow(32, new byte[] { 2 }, 32, DisplayName = "level 2")]
    [DataRow(36, new byte[] { (byte)'0' }, 33, DisplayName = "a pin twice")]
    [DataRow(31, new byte[] { (byte)'2' }, 28, DisplayName = "a pin that no capability grants")]
    public void EachBrokenRuleIsRefused(int at, byte[] bytes, int offset)
    {
        byte[] block = Block();
        bytes.CopyTo(block, at);
        int start = Wrap([]).Length + 1;
        Use([0, .. block], (status, _, error) =>
        {
            Assert.AreEqual(Status.ManifestInvalid, status);
            // The size of the section takes a byte more than without the block.
            Assert.AreEqual(start + 1 + offset, error.Offset);
        });
    }

    [TestMethod]
    public void AnOutputNeedsACapabilityToWriteIt()
    {
        byte[] block = [.. Block().AsSpan(0, 33)];
        block[3] = 1;
        foreach ((string capability, Status expected) in new[]
        {
            ("gpio", Status.Ok), ("gpio:PF0", Status.Ok), ("gpio:PF0:out", Status.Ok), ("gpio:PF0:in", Status.ManifestInvalid),
            ("gpio:PF1:out", Status.ManifestInvalid), ("i2c", Status.ManifestInvalid),
        })
        {
            Use(new TestPackage { Pages = 2, Capabilities = [capability], End = [0, .. block] }.Wrap(s_module), (status, _, _) =>
                Assert.AreEqual(expected, status, capability));
        }
    }

    [TestMethod]
    public void EveryTruncationIsRefused()
    {
        byte[] end = [0, .. Block()];
        for (int length = 1; length < end.Length; length++)
        {
            // Nothing behind the engine's byte 0 would be another way to say what the end of the capabilities says.
            Use(end[..length], (status, _, _) => Assert.AreEqual(Status.ManifestInvalid, status, $"{length}"));
        }

        Use([.. end, 0], (status, _, _) => Assert.AreEqual(Status.ManifestInvalid, status));
    }

    /// <summary>Whatever the bytes are: they are refused, or they say, by every rule, what was read.</summary>
    [TestMethod]
    public void RandomBlocksAreRefusedOrMeanWhatTheySay()
    {
        Random random = new(61);
        int taken = 0;
        for (int i = 0; i < 50_000; i++)
        {
            byte[] block = Block();
            int changes = random.Next(1, 5);
            for (int k = 0; k < changes; k++) block[random.Next(block.Length)] = (byte)random.Next(random.Next(2) == 0 ? 4 : 256);
            Use([0, .. block], (status, manifest, _) =>
            {
                if (status == Status.Ok) taken++;
                else Assert.AreEqual(Status.ManifestInvalid, status);
                if (status == Status.Ok) CheckRules(manifest, block);
            });
        }

        Assert.IsGreaterThan(1000, taken);
    }

    private static void CheckRules(Manifest manifest, byte[] block)
    {
        Supervision read = manifest.Supervision;
        uint release = read.PeriodMicroseconds == 0 ? read.GapMicroseconds : read.PeriodMicroseconds;
        Assert.IsTrue(release != 0 && read.DeadlineMicroseconds <= release && read.MemoryBytes <= 2 * 65536);
        Assert.IsTrue(read.TrialRuns != 0 && read.BackoffMilliseconds <= read.BackoffMaxMilliseconds && Enum.IsDefined(read.Policy));
        Assert.AreEqual(BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(4)), read.PeriodMicroseconds);
        string[] pins = [.. Enumerable.Range(0, manifest.SafeOutputCount).Select(i => Output(manifest, i).Pin)];
        CollectionAssert.AllItemsAreUnique(pins);
        CollectionAssert.IsSubsetOf(pins, new[] { "PF0", "PF1" });
    }

    private static (string Pin, bool High) Output(Manifest manifest, int index)
    {
        manifest.SafeOutput(index, out ReadOnlySpan<byte> pin, out bool high);
        return (Encoding.ASCII.GetString(pin), high);
    }

    private static byte[] Wrap(byte[] end) => new TestPackage { Pages = 2, Capabilities = s_capabilities, End = end }.Wrap(s_module);

    private static void Use(byte[] bytes, Look look)
    {
        byte[] wasm = bytes.AsSpan().StartsWith("\0asm"u8) ? bytes : Wrap(bytes);
        byte* copy = (byte*)NativeMemory.Alloc((nuint)wasm.Length);
        wasm.CopyTo(new Span<byte>(copy, wasm.Length));
        try
        {
            Assert.AreEqual(Status.Ok, WasmModule.Open(copy, wasm.Length, out WasmModule module, out _));
            Status status = Manifest.Read(in module, out Manifest manifest, out LoadError error);
            look(status, manifest, error);
        }
        finally
        {
            NativeMemory.Free(copy);
        }
    }

    private delegate void Look(Status status, Manifest manifest, LoadError error);
}
