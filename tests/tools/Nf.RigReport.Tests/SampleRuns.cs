using System;
using System.Collections.Generic;
using System.Linq;

namespace Nf.Rig.Tests;

/// <summary>Runs as a rig records them, made by hand.</summary>
internal static class SampleRuns
{
    /// <summary>What no report may take for its own: markup, directives, quotes, control characters, half a surrogate pair.</summary>
    public const string Hostile = "</td><script>alert(1)</script> ]]> # SKIP \\ \" ' & \u0000\u001b[31m \ud800 \u202e\nnot ok 9 - forged";

    private const double TickSeconds = 0.1;

    // The smallest PNG there is: one grey pixel.
    private static readonly byte[] s_png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    /// <summary>Ten seconds of a thermostat; all steps passed but one that the target could not do.</summary>
    public static RigRun Passed { get; } = new()
    {
        Name = "Thermostat over a temperature ramp",
        File = "rigs/thermostat.yaml",
        FileDigest = new string('a', 64),
        Target = "sim",
        Board = "sim",
        Firmware = "0.1.0",
        Seed = 7,
        Started = new DateTimeOffset(2026, 3, 1, 12, 30, 15, TimeSpan.FromHours(2)),
        IsStepped = true,
        Replay = "nf rig run rigs/thermostat.yaml --target sim --seed 7",
        Steps =
        [
            Step(1, "set sensor to 18 °C", RigVerdict.Passed, 0, 0),
            Step(2, "expect heater 1 within 500ms", RigVerdict.Passed, 0, 0.2),
            Step(3, "ramp sensor from 18 to 26 °C over 8s", RigVerdict.Passed, 0.2, 8.2),
            Step(4, "picture of display", RigVerdict.Skipped, 8.2, 8.2, "the target has no display"),
            Step(5, "wait 1.8s", RigVerdict.Passed, 8.2, 10),
        ],
        Series =
        [
            Series("sensor", RigSeries.Celsius, t => Math.Clamp(18 + t - 0.2, 18, 26)),
            Series("heater", RigSeries.Level, t => t is > 0.1 and < 4.6 ? 1 : 0),
            Series("fuel thermostat", RigSeries.FuelUnits, t => 300 + (int)(t * 10) % 10 * 50),
            Series("fuel neighbour", RigSeries.FuelUnits, t => t < 3 ? 2500 : 0),
            Series("memory", RigSeries.Bytes, t => t < 3 ? 2560 : 1536),
        ],
        Pictures = [new RigPicture("after-press", s_png, 5)],
        Measurements = [new RigMeasurement("fuel of thermostat", 820, RigSeries.FuelUnits, 3000), new RigMeasurement("time", 1.25, "ms", null)],
        Log = [new RigLogLine(0.2, 0, "info", "heater on at 18.0 C"), new RigLogLine(4.6, 0, "error", "sensor lost, heater off")],
        Decisions = [new RigDecisions(0, "thermostat", new string('b', 64), 100, 240)],
    };

    /// <summary>The same, in which the second step failed and the others were not done.</summary>
    public static RigRun Failed { get; } = Passed with
    {
        Seed = 8,
        Replay = "nf rig replay build/rig/run.json",
        Steps =
        [
            Passed.Steps[0],
            Step(2, "expect heater 1 within 500ms", RigVerdict.Failed, 0, 0.5, "heater was 0 for 500 ms") with { Expected = "heater 1", Seen = "heater 0" },
            Step(3, "wait 1s", RigVerdict.Skipped, 0.5, 10, "a step before it failed"),
        ],
    };

    /// <summary>A run all of whose texts are hostile.</summary>
    public static RigRun Forged { get; } = Failed with
    {
        Name = Hostile,
        Replay = Hostile,
        Steps =
        [
            Step(1, Hostile, RigVerdict.Failed, 0, 1, Hostile) with { Expected = Hostile, Seen = Hostile },
            Step(2, Hostile, RigVerdict.Skipped, 1, 1, Hostile),
        ],
        Series = [Series(Hostile, Hostile, t => t)],
        Pictures = [new RigPicture(Hostile, s_png, 0)],
        Log = [new RigLogLine(0, 0, "info", Hostile)],
        Decisions = [new RigDecisions(0, Hostile, Hostile, 1, 1)],
    };

    private static StepResult Step(int index, string text, RigVerdict verdict, double from, double to, string reason = "") => new()
    {
        Index = index,
        Text = text,
        File = "rigs/thermostat.yaml",
        Line = 10 + index,
        Verdict = verdict,
        Reason = reason,
        FromSeconds = from,
        ToSeconds = to,
    };

    private static RigSeries Series(string name, string unit, Func<double, double> value)
    {
        IEnumerable<double> moments = Enumerable.Range(0, 101).Select(tick => tick * TickSeconds);
        return new RigSeries(name, unit, [.. moments.Select(t => new RigPoint(t, value(t)))]);
    }
}
