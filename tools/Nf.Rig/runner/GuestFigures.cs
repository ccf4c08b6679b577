using System;
using System.Collections.Generic;
using System.Globalization;
using Nf.FirmwareHost;
using Nf.Target;

namespace Nf.Rig;

/// <summary>The figures of a guest that `expect` knows, by their names in rig files.</summary>
internal static class GuestFigures
{
    private const double NanosecondsPerMillisecond = 1e6;

    private static readonly Dictionary<string, Func<GuestEntry, string>> s_info = new(StringComparer.Ordinal)
    {
        ["state"] = guest => GuestStateText.Of(guest.Info.State),
        ["version"] = guest => guest.Version,
        ["on-trial"] = guest => Word(guest.Info.IsOnTrial),
        ["factory"] = guest => Word(guest.Info.IsFactory),
        ["last-fault"] = guest => guest.Info.LastFault.ToString(),
        ["runs"] = guest => Number(guest.Info.Runs),
        ["fuel"] = guest => Number(guest.Info.Fuel),
        ["faults"] = guest => Number(guest.Info.Faults),
        ["restarts"] = guest => Number(guest.Info.Restarts),
        ["deadline-misses"] = guest => Number(guest.Info.DeadlineMisses),
        ["memory"] = guest => Number(guest.Info.MemoryBytes),
    };

    private static readonly Dictionary<string, Func<GuestTelemetry, string>> s_telemetry = new(StringComparer.Ordinal)
    {
        ["fuel-peak"] = telemetry => Number(telemetry.FuelPeak),
        ["response-ms"] = telemetry => Number(telemetry.ResponseNanosecondsPeak / NanosecondsPerMillisecond),
        ["events-lost"] = telemetry => Number(telemetry.EventsLost),
    };

    /// <summary>Figures that every answer about a guest has.</summary>
    public static IReadOnlyList<string> InfoNames { get; } = [.. s_info.Keys];

    /// <summary>These, and those that are streamed.</summary>
    public static IReadOnlyList<string> AllNames { get; } = [.. s_info.Keys, .. s_telemetry.Keys];

    /// <summary>The words that a figure can be; empty for any text; null for a number.</summary>
    public static IReadOnlyList<string>? WordsOf(string figure) => figure switch
    {
        "state" => GuestStateText.All,
        "on-trial" or "factory" => [Word(true), Word(false)],
        "last-fault" => Enum.GetNames<Status>(),
        "version" => [],
        _ => null,
    };

    /// <summary>Whether a figure is streamed only.</summary>
    public static bool IsStreamed(string figure) => s_telemetry.ContainsKey(figure);

    /// <summary>A figure of a guest.</summary>
    /// <param name="figure">Its name.</param>
    /// <param name="guest">What the target says of the guest.</param>
    /// <param name="telemetry">What it streams; only looked at for figures that are streamed.</param>
    public static string Of(string figure, GuestEntry guest, in GuestTelemetry telemetry) =>
        s_info.TryGetValue(figure, out Func<GuestEntry, string>? info) ? info(guest) : s_telemetry[figure](telemetry);

    private static string Word(bool value) => value ? "true" : "false";

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
