using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;

namespace Nf.Examples.Tests;

/// <summary>The pure compute examples give right results.</summary>
[TestClass]
public sealed class ComputeTests
{
    private const int Sha256InputCapacity = 1024;

    /// <summary>Lengths around every boundary of padding, block and input buffer.</summary>
    private static IEnumerable<object[]> Lengths =>
        new[] { 0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1023, 1024, 1025, 100_000 }.Select(length => new object[] { length });

    [TestMethod]
    [DynamicData(nameof(Lengths))]
    public void Sha256EqualsTheOneOfDotNet(int length)
    {
        byte[] message = new byte[length];
        new Random(length).NextBytes(message);

        Assert.AreEqual(Convert.ToHexStringLower(SHA256.HashData(message)), Sha256(message, Sha256InputCapacity));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(63)]
    [DataRow(65)]
    [DataRow(1000)]
    public void Sha256DoesNotDependOnHowTheInputIsCut(int chunk)
    {
        byte[] message = [.. Enumerable.Range(0, 3000).Select(i => (byte)(i * 7))];

        Assert.AreEqual(Convert.ToHexStringLower(SHA256.HashData(message)), Sha256(message, chunk));
    }

    [TestMethod]
    [DataRow(Sha256InputCapacity + 1)]
    [DataRow(-1)]
    public void Sha256RefusesMoreThanItsBufferHolds(int length) =>
        Assert.AreEqual(-(int)Status.InvalidArgument, Invoke("sha256", "nf_write", length));

    /// <summary>The checksums of the same sources compiled by gcc for the desktop, with its sanitizers on.</summary>
    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(1, 10009)]
    [DataRow(10, 3590)]
    [DataRow(1000, 16996)]
    public void KernelsGiveTheNativeChecksum(int iterations, int checksum) =>
        Assert.AreEqual(checksum, Invoke("kernels", "run", iterations));

    private static string Sha256(byte[] message, int chunk) =>
        Tool.Output("node", Tool.PlayArguments("stream", ExampleFolder.Wasm("sha256"), $"{chunk}"), message).Trim();

    private static int Invoke(string example, string function, int argument) =>
        int.Parse(Tool.Play("invoke", ExampleFolder.Wasm(example), function, $"{argument}"), CultureInfo.InvariantCulture);
}
