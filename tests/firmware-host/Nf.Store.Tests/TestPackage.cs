using System;
using System.Security.Cryptography;
using Nf.FirmwareHost;

namespace Nf.Store.Tests;

/// <summary>Bytes that stand for a package: the store does not look into them.</summary>
internal sealed class TestPackage
{
    public TestPackage(int number, int bytes)
    {
        Number = number;
        Bytes = new byte[bytes];
        new Random(number).NextBytes(Bytes);
    }

    /// <summary>Later packages have higher ones.</summary>
    public int Number { get; }

    public byte[] Bytes { get; }

    public PackageTicket Ticket(byte[]? key = null)
    {
        byte[] digest = SHA256.HashData(Bytes);
        PackageTicket ticket = new() { Bytes = (uint)Bytes.Length };
        digest.CopyTo((Span<byte>)ticket.Digest);
        if (key != null)
            HMACSHA256.HashData(key, digest).CopyTo((Span<byte>)ticket.Tag);
        return ticket;
    }

    public override string ToString() => $"package {Number}";
}
