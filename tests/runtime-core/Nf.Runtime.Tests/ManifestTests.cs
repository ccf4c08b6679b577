using System;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

[TestClass]
public sealed unsafe class ManifestTests
{
    private static readonly byte[] s_module = Wat.Compile($"(module (memory 1 2) {TestPackage.Globals})");

    [TestMethod]
    public void EveryFieldIsRead()
    {
        TestPackage package = new()
        {
            Fuel = 1ul << 62, Depth = 7, Pages = 2, Elements = 9, StackBytes = 256, Slots = 65535, Name = "a.B_c-9",
            Capabilities = ["gpio:PE0:out", "i2c:0x48"],
        };
        Use(package.Wrap(s_module), (status, manifest, _) =>
        {
            Assert.AreEqual(Status.Ok, status);
            Assert.AreEqual((1, 2, 3), (manifest.Major, manifest.Minor, manifest.Patch));
            Assert.AreEqual(
                (1ul << 62, 7u, 2u, 9u, 256u, 65535u),
                (manifest.Limits.Fuel, manifest.Limits.CallDepth, manifest.Limits.MemoryPages, manifest.Limits.TableElements,
                    manifest.Limits.StackBytes, manifest.Limits.HostSlots));
            Assert.AreEqual(s_module.Length, manifest.DigestedBytes);
            CollectionAssert.AreEqual(System.Security.Cryptography.SHA256.HashData(s_module), manifest.Digest.ToArray());
            Assert.AreEqual("a.B_c-9", Encoding.ASCII.GetString(manifest.Name));
            Assert.AreEqual(2, manifest.CapabilityCount);
            Assert.AreEqual("gpio:PE0:out", Encoding.ASCII.GetString(manifest.Capability(0)));
            Assert.AreEqual("i2c:0x48", Encoding.ASCII.GetString(manifest.Capability(1)));
        });
    }

    [TestMethod]
    public void LongManifestsHaveALongerSize()
    {
        string[] capabilities = new string[32];
        for (int i = 0; i < capabilities.Length; i++) capabilities[i] = new string('x', 62) + $"{i:00}";
        Use(new TestPackage { Capabilities = capabilities }.Wrap(s_module), (status, manifest, _) =>
        {
            Assert.AreEqual(Status.Ok, status);
            Assert.AreEqual(s_module.Length, manifest.DigestedBytes);
            Assert.AreEqual(capabilities[31], Encoding.ASCII.GetString(manifest.Capability(31)));
        });
    }

    [TestMethod]
    [DataRow("gpio", "PF0", true)]
    [DataRow("gpio", "PA1", true)]
    [DataRow("gpio", "PA2", false)]
    [DataRow("gpio", "PA", false)]
    [DataRow("gpio", "", false)]
    [DataRow("i2c", "0x48", true)]
    [DataRow("i2c", "0x49", true)]
    [DataRow("spi", "0", false)]
    [DataRow("", "", false)]
    public void ACapabilityGrantsItsClassOrOneNameOfIt(string word, string name, bool expected)
    {
        string[] capabilities = ["gpio:PA1", "spi:x:gpio", "gpio:PF0:in", "gpio:PF0:out", "i2c"];
        Use(new TestPackage { Capabilities = capabilities }.Wrap(s_module), (status, manifest, _) =>
        {
            Assert.AreEqual(Status.Ok, status);
            Assert.AreEqual(expected, manifest.Grants(Encoding.ASCII.GetBytes(word), Encoding.ASCII.GetBytes(name)));
        });
        Use(new TestPackage().Wrap(s_module), (_, manifest, _) =>
            Assert.IsFalse(manifest.Grants(Encoding.ASCII.GetBytes(word), Encoding.ASCII.GetBytes(name))));
    }

    [TestMethod]
    [DataRow("gpio", "PF0", "in", true)]
    [DataRow("gpio", "PF0", "out", false)]
    [DataRow("gpio", "PF0", "", true)]
    [DataRow("gpio", "PA1", "out", true)]
    [DataRow("gpio", "PA1", "anything", true)]
    [DataRow("gpio", "PA2", "in", false)]
    [DataRow("i2c", "0x48", "in", true)]
    [DataRow("topic", "a", "pub", true)]
    [DataRow("topic", "a", "queue", true)]
    [DataRow("topic", "a", "sub", false)]
    [DataRow("topic", "b", "pub", false)]
    public void ACapabilityMayGrantOneUse(string word, string name, string use, bool expected)
    {
        string[] capabilities = ["gpio:PA1", "gpio:PF0:in", "i2c", "topic:a:pub", "topic:a:queue"];
        Use(new TestPackage { Capabilities = capabilities }.Wrap(s_module), (_, manifest, _) => Assert.AreEqual(
            expected, manifest.Grants(Encoding.ASCII.GetBytes(word), Encoding.ASCII.GetBytes(name), Encoding.ASCII.GetBytes(use))));
    }

    [TestMethod]
    [DataRow("gpio", true)]
    [DataRow("topic", true)]
    [DataRow("i2c", false)]
    [DataRow("gpi", false)]
    [DataRow("gpio:PA1", false)]
    [DataRow("", false)]
    public void AClassIsThereWhenOneCapabilityIsOfIt(string word, bool expected)
    {
        string[] capabilities = ["topic", "gpio:PA1", "i2cc:0x48"];
        Use(new TestPackage { Capabilities = capabilities }.Wrap(s_module), (_, manifest, _) =>
            Assert.AreEqual(expected, manifest.HasClass(Encoding.ASCII.GetBytes(word))));
    }

    [TestMethod]
    public void GrantsAreWhatTheWordsOfTheCapabilitiesSay()
    {
        Random random = new(6);
        string[] words = ["", "a", "b", "aa", "ab"];
        string Word() => words[random.Next(words.Length)];
        for (int i = 0; i < 5_000; i++)
        {
            string[] capabilities =
                [.. Enumerable.Range(0, random.Next(5)).Select(_ => $"x{Word()}{(random.Next(2) == 0 ? "" : $":{Word()}")}{(random.Next(2) == 0 ? "" : $":{Word()}")}").Distinct()];
            string @class = "x" + Word(), name = Word(), use = Word();
            bool expected = capabilities.Select(capability => capability.Split(':')).Any(parts => parts[0] == @class
                && (parts.Length == 1 || (parts[1] == name && (use.Length == 0 || parts.Length == 2 || parts[2].Length == 0 || parts[2] == use))));
            Use(new TestPackage { Capabilities = capabilities }.Wrap(s_module), (status, manifest, _) =>
            {
                Assert.AreEqual(Status.Ok, status);
                Assert.AreEqual(
                    expected, manifest.Grants(Encoding.ASCII.GetBytes(@class), Encoding.ASCII.GetBytes(name), Encoding.ASCII.GetBytes(use)),
                    $"{@class} {name} {use} of {string.Join(' ', capabilities)}");
                Assert.AreEqual(
                    capabilities.Any(capability => capability.Split(':')[0] == @class), manifest.HasClass(Encoding.ASCII.GetBytes(@class)));
            });
        }
    }

    [TestMethod]
    [DataRow(0, 0x6D, DisplayName = "magic")]
    [DataRow(3, 2, DisplayName = "layout version")]
    [DataRow(4, 0, DisplayName = "cost version 0")]
    [DataRow(4, 2, DisplayName = "cost version 2")]
    [DataRow(19, 0x41, DisplayName = "fuel above 2^62")]
    [DataRow(23, 0x41, DisplayName = "depth above 2^30")]
    [DataRow(27, 1, DisplayName = "pages above 65536")]
    [DataRow(31, 2, DisplayName = "elements above 2^24")]
    [DataRow(33, 0, DisplayName = "stack below 256")]
    [DataRow(35, 0x41, DisplayName = "stack above 2^30")]
    [DataRow(38, 1, DisplayName = "slots above 65535")]
    [DataRow(72, 0, DisplayName = "empty name")]
    [DataRow(72, 6, DisplayName = "name longer than it is")]
    [DataRow(72, 65, DisplayName = "name above 64")]
    [DataRow(73, (byte)'/', DisplayName = "character in the name")]
    [DataRow(78, 33, DisplayName = "too many capabilities")]
    [DataRow(78, 1, DisplayName = "fewer capabilities")]
    [DataRow(78, 3, DisplayName = "more capabilities than there are")]
    [DataRow(79, 0, DisplayName = "empty capability")]
    [DataRow(80, (byte)' ', DisplayName = "space in a capability")]
    [DataRow(80, 0x80, DisplayName = "no ASCII in a capability")]
    [DataRow(80, (byte)'b', DisplayName = "the same capability twice")]
    public void EachBrokenRuleIsRefused(int at, int value)
    {
        byte[] wasm = new TestPackage { Fuel = 1ul << 56, Depth = 1u << 24, StackBytes = 256, Capabilities = ["a", "b"] }.Wrap(s_module);
        byte[] content = new TestPackage { Fuel = 1ul << 56, Depth = 1u << 24, StackBytes = 256, Capabilities = ["a", "b"] }.Manifest(s_module);
        int start = wasm.Length - content.Length;
        Use(wasm, (status, _, _) => Assert.AreEqual(Status.Ok, status));
        Assert.AreNotEqual(value, wasm[start + at]);
        wasm[start + at] = (byte)value;
        Use(wasm, (status, _, error) =>
        {
            Assert.AreEqual(Status.ManifestInvalid, status);
            Assert.AreEqual(LoadDetail.Manifest, error.Detail);
            Assert.IsGreaterThanOrEqualTo(start, error.Offset);
        });
    }

    [TestMethod]
    public void ZeroIsNoUnlimitedFuelOrDepth()
    {
        Use(new TestPackage { Fuel = 0 }.Wrap(s_module), (status, _, _) => Assert.AreEqual(Status.ManifestInvalid, status));
        Use(new TestPackage { Depth = 0 }.Wrap(s_module), (status, _, _) => Assert.AreEqual(Status.ManifestInvalid, status));
    }

    [TestMethod]
    public void EveryTruncationIsRefused()
    {
        byte[] content = new TestPackage { Capabilities = ["a", "b"] }.Manifest(s_module);
        for (int length = 0; length < content.Length; length++)
        {
            byte[] wasm = [.. s_module, .. TestPackage.Section("nf.manifest", content[..length])];
            Use(wasm, (status, _, _) => Assert.AreEqual(Status.ManifestInvalid, status));
        }

        byte[] longer = [.. s_module, .. TestPackage.Section("nf.manifest", [.. content, 0])];
        Use(longer, (status, _, _) => Assert.AreEqual(Status.ManifestInvalid, status));
    }

    [TestMethod]
    [DataRow(new byte[0], Status.Ok, GuestEngine.Interpreter)]
    [DataRow(new byte[] { 1 }, Status.Ok, GuestEngine.Aot)]
    [DataRow(new byte[] { 0 }, Status.ManifestInvalid, GuestEngine.Interpreter)]
    [DataRow(new byte[] { 2 }, Status.ManifestInvalid, GuestEngine.Interpreter)]
    [DataRow(new byte[] { 1, 1 }, Status.ManifestInvalid, GuestEngine.Interpreter)]
    [DataRow(new byte[] { 0, 1 }, Status.ManifestInvalid, GuestEngine.Interpreter)]
    public void TheEngineMayStandAtTheEnd(byte[] end, Status expected, GuestEngine engine)
    {
        foreach (string[] capabilities in new[] { [], new[] { "a", "gpio:PF0" } })
        {
            byte[] content = new TestPackage { Capabilities = capabilities }.Manifest(s_module);
            byte[] wasm = [.. s_module, .. TestPackage.Section("nf.manifest", [.. content, .. end])];
            Use(wasm, (status, manifest, _) =>
            {
                Assert.AreEqual(expected, status);
                if (status == Status.Ok) Assert.AreEqual(engine, manifest.Engine);
            });
        }
    }

    [TestMethod]
    public void ItIsTheLastSectionAndTheOnlyOne()
    {
        byte[] once = new TestPackage().Wrap(s_module);
        Use([.. once, .. TestPackage.Section("x", [])], (status, _, _) => Assert.AreEqual(Status.ManifestInvalid, status));
        Use(new TestPackage().Wrap(once), (status, _, _) => Assert.AreEqual(Status.ManifestInvalid, status));
    }

    [TestMethod]
    public void AModuleWithoutOneIsNoPackage() =>
        Use(s_module, (status, _, error) => Assert.AreEqual((Status.NotMetered, LoadDetail.NoManifest), (status, error.Detail)));

    [TestMethod]
    public void RandomContentIsRefused()
    {
        Random random = new(3);
        byte[] good = new TestPackage { Capabilities = ["a", "b"] }.Manifest(s_module);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] content = (byte[])good.Clone();
            int changes = random.Next(1, 8);
            for (int k = 0; k < changes; k++) content[random.Next(content.Length)] = (byte)random.Next(256);
            byte[] wasm = [.. s_module, .. TestPackage.Section("nf.manifest", content)];
            Use(wasm, (status, manifest, _) =>
            {
                if (status != Status.Ok)
                {
                    Assert.AreEqual(Status.ManifestInvalid, status);
                    return;
                }

                Assert.IsTrue(manifest.Limits.Fuel is > 0 and <= 1ul << 62 && manifest.Limits.CallDepth is > 0 and <= 1u << 30);
                for (int k = 0; k < manifest.CapabilityCount; k++) Assert.AreNotEqual(0, manifest.Capability(k).Length);
            });
        }
    }

    private delegate void Look(Status status, Manifest manifest, LoadError error);

    private static void Use(byte[] wasm, Look look)
    {
        byte* copy = (byte*)NativeMemory.Alloc((nuint)wasm.Length);
        wasm.CopyTo(new Span<byte>(copy, wasm.Length));
        try
        {
            Assert.AreEqual(Status.Ok, WasmModule.Open(copy, wasm.Length, out WasmModule module, out _));
            Status status = Manifest.Read(in module, out Manifest manifest, out LoadError error);
            Assert.AreEqual(status, error.Status);
            look(status, manifest, error);
        }
        finally
        {
            NativeMemory.Free(copy);
        }
    }
}
