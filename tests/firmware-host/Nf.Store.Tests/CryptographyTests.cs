using System;
using System.Security.Cryptography;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.FirmwareHost;

namespace Nf.Store.Tests;

[TestClass]
public class CryptographyTests
{
    // RFC 4231, section 4: test cases 1 to 4, 6 and 7; case 5 truncates the tag.
    [TestMethod]
    [DataRow(
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "4869205468657265",
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")]
    [DataRow(
        "4a656665",
        "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    [DataRow(
        "aa*20",
        "dd*50",
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe")]
    [DataRow(
        "0102030405060708090a0b0c0d0e0f10111213141516171819",
        "cd*50",
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b")]
    [DataRow(
        "aa*131",
        "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374",
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")]
    [DataRow(
        "aa*131",
        "5468697320697320612074657374207573696e672061206c6172676572207468616e20626c6f636b2d73697a65206b657920616e642061206c6172676572207468"
        + "616e20626c6f636b2d73697a6520646174612e20546865206b6579206e6565647320746f20626520686173686564206265666f7265206265696e67207573656420"
        + "62792074686520484d414320616c676f726974686d2e",
        "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2")]
    public void PublishedTags(string key, string message, string expected) =>
        Assert.AreEqual(expected, Convert.ToHexStringLower(Tag(Bytes(key), Bytes(message))));

    [TestMethod]
    public void KeysAroundTheBlockAsDotnetTakesThem()
    {
        byte[] message = new byte[70];
        for (int length = 0; length < 140; length++)
        {
            byte[] key = new byte[length];
            new Random(length).NextBytes(key);
            CollectionAssert.AreEqual(HMACSHA256.HashData(key, message), Tag(key, message));
        }
    }

    [TestMethod]
    public void ACopyBeginsAnotherMessage()
    {
        HmacSha256 keyed = default;
        keyed.Initialize("a key"u8);
        HmacSha256 first = keyed;
        first.Append("one"u8);
        first.Finish(out _);
        keyed.Append("two"u8);
        keyed.Finish(out Digest tag);
        CollectionAssert.AreEqual(Tag("a key"u8.ToArray(), "two"u8.ToArray()), ((ReadOnlySpan<byte>)tag).ToArray());
    }

    // The check value that catalogues of CRCs give, and the ends.
    [TestMethod]
    [DataRow("123456789", 0xcbf43926u)]
    [DataRow("", 0u)]
    [DataRow("a", 0xe8b7be43u)]
    [DataRow("The quick brown fox jumps over the lazy dog", 0x414fa339u)]
    public void KnownChecksums(string message, uint expected) => Assert.AreEqual(expected, Crc32.Of(Encoding.ASCII.GetBytes(message)));

    [TestMethod]
    public void EveryDifferenceIsSeen()
    {
        byte[] left = new byte[32];
        for (int bit = 0; bit < left.Length * 8; bit++)
        {
            byte[] right = new byte[32];
            right[bit / 8] = (byte)(1 << (bit % 8));
            Assert.IsFalse(ConstantTime.AreEqual(left, right));
        }
        Assert.IsTrue(ConstantTime.AreEqual(left, new byte[32]));
        Assert.IsFalse(ConstantTime.AreEqual(left, new byte[31]));
    }

    private static byte[] Tag(byte[] key, byte[] message)
    {
        HmacSha256 mac = default;
        mac.Initialize(key);
        mac.Append(message);
        mac.Finish(out Digest tag);
        return ((ReadOnlySpan<byte>)tag).ToArray();
    }

    /// <summary>Hexadecimal, or one byte and how often.</summary>
    private static byte[] Bytes(string text)
    {
        string[] parts = text.Split('*');
        byte[] bytes = Convert.FromHexString(parts[0]);
        if (parts.Length == 1)
            return bytes;
        byte[] repeated = new byte[int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)];
        repeated.AsSpan().Fill(bytes[0]);
        return repeated;
    }
}
