using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Emulation;
using Nf.Errors;

namespace Nf.Cli;

/// <summary>`nf soak`: hours of an emulated board with guests, faults and checks.</summary>
internal static class SoakCommand
{
    private const int MinutesPerHour = 60;
    private const double SecondsPerHour = 3600;

    public static Command Create(Terminal terminal)
    {
        Option<string> board = new("--board")
        {
            Description = "The board: lm3s6965evb, whose emulator has a sensor, pins and a medium.",
            HelpName = "BOARD",
            DefaultValueFactory = _ => "lm3s6965evb",
        };
        Option<double> hours = new("--hours")
        {
            Description = "How many hours of the board.", HelpName = "N", DefaultValueFactory = _ => 24,
        };
        Option<ulong?> seed = new("--seed") { Description = "The seed of what is done to it; random by default.", HelpName = "N" };
        Command command = new("soak", """
            Runs the firmware host with three guests (thermostat, publisher, neighbour) in the board's emulator as fast as it goes: in each
            of the board's minutes a fault or a change that follows from the seed, and a check of everything.

            Example: nf soak --hours 0.2 --seed 1
            """)
        {
            board, hours, seed, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() => Execute(terminal, parsed.GetValue(board)!, parsed.GetValue(hours),
            parsed.GetValue(seed) ?? (ulong)Random.Shared.NextInt64(1_000_000_000))));
        return command;
    }

    private static Outcome Execute(Terminal terminal, string boardName, double hours, ulong seed)
    {
        BoardDescription board = EmulatedTarget.Board(boardName, "sd");
        if (RigSensors.Of(board).Count == 0 || !board.Ports.Contains("Stellaris"))
            throw new NfException(Status.NotSupported, $"{boardName}: its emulator has no sensor, pins and medium; take lm3s6965evb.");
        if (hours is not (> 0 and < 1_000_000))
            throw new NfException(Status.Usage, $"--hours is {hours.ToString(CultureInfo.InvariantCulture)}, but must be above 0.");
        if (EmulatorState.Find(board.Name) is { } running)
            throw new NfException(Status.Busy, $"{board.Name} runs already, process {running.Pid}; `nf emu stop {board.Name}` ends it.");
        string image = HostImage.Build(terminal.Progress, board, []);
        int minutes = Math.Max(1, (int)Math.Round(hours * MinutesPerHour));
        using SoakRun run = new(seed, board, image);
        SoakReport report = run.Run(terminal, minutes);
        bool isGood = report.Findings.Count == 0;
        return new Outcome(isGood ? Status.Ok : Status.TestFailed, Fields(report),
            isGood ? null : $"{report.Findings.Count} findings with seed {seed}, the first: {report.Findings[0]}")
        {
            Show = shown => Show(shown, report),
        };
    }

    private static JsonObject Fields(SoakReport report) => new()
    {
        ["seed"] = report.Seed,
        ["board_hours"] = Math.Round(report.BoardSeconds / SecondsPerHour, 2),
        ["seconds"] = Math.Round(report.Seconds, 1),
        ["checks"] = report.Checks,
        ["events"] = new JsonObject(report.Events.Select(pair => KeyValuePair.Create($"{pair.Key}", (JsonNode?)pair.Value))),
        ["line_faults"] = report.LineFaults,
        ["requests"] = report.Requests,
        ["requests_repeated"] = report.RequestsRepeated,
        ["frames_damaged"] = report.FramesDamaged,
        ["roll_backs"] = report.RollBacks,
        ["misses_allowed"] = report.MissesAllowed,
        ["misses_elsewhere"] = report.MissesElsewhere,
        ["memory_used_bytes_min"] = report.MemoryUsedBytesMin,
        ["memory_used_bytes_max"] = report.MemoryUsedBytesMax,
        ["memory_peak_bytes"] = report.MemoryPeakBytes,
        ["guests"] = new JsonArray([.. report.Guests.Select(guest => (JsonNode)new JsonObject
        {
            ["name"] = guest.Name,
            ["runs"] = guest.Runs,
            ["faults"] = guest.Faults,
            ["restarts"] = guest.Restarts,
            ["misses"] = guest.Misses,
            ["fuel_peak"] = guest.FuelPeak,
            ["response_ns_peak"] = guest.ResponseNanosecondsPeak,
        })]),
        ["findings"] = new JsonArray([.. report.Findings.Select(finding => (JsonNode)finding)]),
    };

    private static void Show(Terminal terminal, SoakReport report)
    {
        Write($"seed {report.Seed}: {report.BoardSeconds / SecondsPerHour:0.0} hours in {report.Seconds:0} s, {report.Checks} checks");
        Write($"  {string.Join(", ", report.Events.Select(pair => $"{pair.Key} {pair.Value}"))}");
        Write($"  line: {report.LineFaults} bytes lost or changed, {report.FramesDamaged} frames dropped");
        Write($"  requests: {report.Requests}, {report.RequestsRepeated} repeated; {report.RollBacks} packages rolled back");
        Write($"  memory: {report.MemoryUsedBytesMin} to {report.MemoryUsedBytesMax} bytes at a check, at most {report.MemoryPeakBytes}");
        foreach (SoakGuest guest in report.Guests)
        {
            Write($"  {guest.Name}: {guest.Runs} runs, {guest.Faults} faults, {guest.Restarts} restarts");
            Write($"    at most {guest.FuelPeak} units of fuel, {guest.ResponseNanosecondsPeak / 1000} us from due to done");
        }
        Write($"  deadlines: {report.MissesAllowed} missed while the store worked or the board began, {report.MissesElsewhere} else");
        foreach (string finding in report.Findings)
            Write($"  {finding}");

        void Write(FormattableString line) => terminal.Output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    }
}
