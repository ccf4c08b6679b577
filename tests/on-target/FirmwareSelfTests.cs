using System;
using Nf.FirmwareHost;
using Nf.Platform;

namespace Nf.OnTarget;

/// <summary>Device models, formats and digests that every target must agree on.</summary>
internal static class FirmwareSelfTests
{
    /// <summary>An example of FIPS 180-4, and 10,000 bytes in uneven pieces.</summary>
    public static void Sha256Vectors(ref Check check)
    {
        Span<byte> digest = stackalloc byte[Sha256.DigestSize];
        Sha256 hash = default;
        hash.Initialize();
        hash.Append("abc"u8);
        check.Equal(Status.Ok, hash.Finish(digest));
        check.Equal(0xBA, digest[0]);
        check.Equal(0xAD, digest[31]);
        hash.Initialize();
        Span<byte> piece = stackalloc byte[97];
        piece.Fill((byte)'a');
        for (int left = 10000; left > 0;)
        {
            int take = left < piece.Length ? left : piece.Length;
            hash.Append(piece.Slice(0, take));
            left -= take;
        }

        check.Equal(Status.Ok, hash.Finish(digest));
        check.Equal(0x27, digest[0]);
        check.Equal(0xDD, digest[1]);
    }

    public static void TemperatureSensor(ref Check check)
    {
        Tmp105 sensor = default;
        sensor.Reset();
        Span<byte> two = stackalloc byte[2];
        check.Equal(Status.Ok, sensor.SetTemperature(-5500));
        sensor.Write("\0"u8);
        sensor.Read(two);
        check.Equal(0xFA, two[0]);
        check.Equal(0x80, two[1]);
    }

    public static void PinNames(ref Check check)
    {
        check.Equal(Status.Ok, PinName.Parse("PF0"u8, out int pin));
        check.Equal(40, pin);
        Span<byte> text = stackalloc byte[8];
        Utf8Writer writer = new(text);
        PinName.Format(pin, ref writer);
        check.Equal("PF0"u8, writer.Written);
    }
}
