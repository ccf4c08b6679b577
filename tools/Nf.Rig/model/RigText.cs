using System;
using System.Globalization;

namespace Nf.Rig;

/// <summary>Quantities in words.</summary>
public static class RigText
{
    private const ulong NanosecondsPerMillisecond = 1_000_000;
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    /// <summary>A length of time: "500 ms", "2 s", "2.5 s".</summary>
    public static string Duration(ulong nanoseconds) => nanoseconds < NanosecondsPerSecond
        ? Format($"{nanoseconds / (double)NanosecondsPerMillisecond:0.###} ms")
        : Format($"{nanoseconds / (double)NanosecondsPerSecond:0.###} s");

    /// <summary>A temperature: "18.5 °C".</summary>
    public static string Temperature(int milliCelsius) => Format($"{milliCelsius / 1000.0:0.###} °C");

    /// <summary>A number as everywhere: with a point, without groups.</summary>
    public static string Number(double value) => Format($"{value:0.######}");

    /// <summary>Nanoseconds as seconds.</summary>
    public static double Seconds(ulong nanoseconds) => nanoseconds / (double)NanosecondsPerSecond;

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
