using System;
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Target;

namespace Nf.Cli;

/// <summary>`nf clock`: the time of a target.</summary>
internal static class ClockCommand
{
    private const long NanosecondsPerTick = 100;
    private const ulong NanosecondsPerMillisecond = 1_000_000;

    public static Command Create(Terminal terminal)
    {
        Option<string?> set = new("--set")
        {
            Description = "Set the time of day: now, or a time as 2026-01-31T12:00:00Z.",
            HelpName = "TIME",
        };
        Option<ulong?> advance = CommonOptions.Number<ulong>("--advance", "For rigs: let so many milliseconds pass at once.");
        Option<bool> stepped = new("--stepped") { Description = "For rigs: let time stand still but for --advance." };
        Command command = new("clock", """
            Shows or sets the time of day of a target. A rig can also let its time pass in steps.

            Examples:
              nf clock --set now --target emu:lm3s6965evb
              nf clock --advance 60000 --stepped --target emu:lm3s6965evb
            """)
        {
            set, advance, stepped,
        };
        return command.Over(terminal, (session, parsed) =>
        {
            if (parsed.GetValue(set) is { } time)
                session.Tell(MessageType.ClockSet, new ClockTime { UnixNanoseconds = Parse(time) });
            if (parsed.GetValue(advance) is not null || parsed.GetValue(stepped))
                session.Advance((parsed.GetValue(advance) ?? 0) * NanosecondsPerMillisecond, parsed.GetValue(stepped));
            return Result(session);
        });
    }

    private static Outcome Result(TargetSession session)
    {
        ulong unix = session.Ask<EmptyMessage, ClockTime>(MessageType.ClockGet, default).UnixNanoseconds;
        session.Refresh();
        ulong uptime = session.Info.UptimeNanoseconds;
        string? time = unix == 0 ? null : Text(unix);
        JsonObject fields = new() { ["time"] = time, ["unix_ns"] = unix == 0 ? null : unix, ["uptime_ns"] = uptime };
        return new Outcome(Status.Ok, fields)
        {
            Show = terminal => terminal.Output.WriteLine($"{time ?? "the time of day was never set"}, up for {Quantity.Time(uptime)}"),
        };
    }

    private static string Text(ulong unixNanoseconds) => DateTime.UnixEpoch
        .AddTicks((long)(unixNanoseconds / (ulong)NanosecondsPerTick))
        .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static ulong Parse(string text)
    {
        DateTime time = DateTime.UtcNow;
        DateTimeStyles style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (text != "now" && !DateTime.TryParse(text, CultureInfo.InvariantCulture, style, out time))
            throw new NfException(Status.Usage, $"--set is '{text}', but must be now, or a time as 2026-01-31T12:00:00Z.");
        return (ulong)((time - DateTime.UnixEpoch).Ticks * NanosecondsPerTick);
    }
}
