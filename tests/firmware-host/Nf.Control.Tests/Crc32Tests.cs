using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.FirmwareHost.Tests;

[TestClass]
public sealed class Crc32Tests
{
    // "123456789" is the check value of the catalogue of parametrised CRC algorithms, CRC-32/ISO-HDLC; the others were computed with zlib.
    [TestMethod]
    [DataRow("", 0u)]
    [DataRow("123456789", 0xcbf43926u)]
    [DataRow("a", 0xe8b7be43u)]
    [DataRow("The quick brown fox jumps over the lazy dog", 0x414fa339u)]
    public void Published_vectors(string text, uint expected) => Assert.AreEqual(expected, Crc32.Of(Encoding.ASCII.GetBytes(text)));

    [TestMethod]
    public void Any_burst_of_up_to_32_bits_is_found() => Prop.ForAll<byte[], ushort, uint>((data, place, burst) =>
    {
        if (data.Length < 5 || burst == 0) return true;
        byte[] damaged = (byte[])data.Clone();
        int at = place % (data.Length - 4);
        for (int i = 0; i < 4; i++) damaged[at + i] ^= (byte)(burst >> (8 * i));
        return Crc32.Of(damaged) != Crc32.Of(data);
    }).QuickCheckThrowOnFailure();
}
