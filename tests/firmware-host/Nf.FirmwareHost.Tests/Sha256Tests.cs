using System;
using System.Security.Cryptography;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.FirmwareHost.Tests;

[TestClass]
public class Sha256Tests
{
    // The examples that NIST publishes for FIPS 180-4.
    [TestMethod]
    [DataRow("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [DataRow("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [DataRow(
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    [DataRow(
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1")]
    public void PublishedExamples(string message, string expected) => Assert.AreEqual(expected, Digest(Encoding.ASCII.GetBytes(message)));

    [TestMethod]
    public void AMillionTimesA()
    {
        Sha256 sha256 = default;
        sha256.Initialize();
        byte[] thousand = new byte[1000];
        thousand.AsSpan().Fill((byte)'a');
        for (int i = 0; i < 1000; i++)
            sha256.Append(thousand);
        Assert.AreEqual("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", Finish(ref sha256));
    }

    [TestMethod]
    public void EveryLengthAroundTheBlocks()
    {
        byte[] message = new byte[260];
        new Random(4).NextBytes(message);
        for (int length = 0; length <= message.Length; length++)
            Assert.AreEqual(Convert.ToHexStringLower(SHA256.HashData(message.AsSpan(0, length))), Digest(message.AsSpan(0, length)));
    }

    [TestMethod]
    public void PiecesDoNotMatter()
    {
        Random random = new(5);
        for (int round = 0; round < 300; round++)
        {
            byte[] message = new byte[random.Next(1000)];
            random.NextBytes(message);
            Sha256 sha256 = default;
            sha256.Initialize();
            for (int start = 0, count; start < message.Length; start += count)
            {
                count = random.Next(Math.Min(200, message.Length - start) + 1);
                sha256.Append(message.AsSpan(start, count));
            }
            Assert.AreEqual(Convert.ToHexStringLower(SHA256.HashData(message)), Finish(ref sha256));
        }
    }

    [TestMethod]
    public void AShortBufferIsRefusedAndTheMessageGoesOn()
    {
        Sha256 sha256 = default;
        sha256.Initialize();
        sha256.Append("ab"u8);
        byte[] digest = new byte[Sha256.DigestSize - 1];
        Assert.AreEqual(Status.BufferTooSmall, sha256.Finish(digest));
        CollectionAssert.AreEqual(new byte[digest.Length], digest);
        sha256.Append("c"u8);
        Assert.AreEqual(Digest("abc"u8), Finish(ref sha256));
    }

    private static string Digest(ReadOnlySpan<byte> message)
    {
        Sha256 sha256 = default;
        sha256.Initialize();
        sha256.Append(message);
        return Finish(ref sha256);
    }

    private static string Finish(ref Sha256 sha256)
    {
        byte[] digest = new byte[Sha256.DigestSize];
        Assert.AreEqual(Status.Ok, sha256.Finish(digest));
        return Convert.ToHexStringLower(digest);
    }
}
