using System.Text.Json.Nodes;
using Nf.FirmwareHost;
using Nf.Target;

namespace Nf.Cli;

/// <summary>`nf info --target`: what a target is.</summary>
internal static class TargetInfoView
{
    public static Outcome Execute(TargetSession session)
    {
        TargetInfo info = session.Info;
        ControlCounters counters = session.Ask<EmptyMessage, ControlCounters>(MessageType.Counters, default);
        JsonObject fields = new()
        {
            ["target"] = session.Name,
            ["board"] = session.Board,
            ["firmware"] = $"{info.Major}.{info.Minor}.{info.Patch}",
            ["reset"] = info.Reset.ToString(),
            ["boots"] = info.Boots,
            ["unclean_ends"] = info.UncleanEnds,
            ["uptime_ns"] = info.UptimeNanoseconds,
            ["places"] = info.Places,
            ["package_bytes_max"] = info.PackageBytesMax,
            ["line"] = Json(counters),
        };
        return new Outcome(Status.Ok, fields) { Show = terminal => Show(terminal, session, counters) };
    }

    /// <summary>What the target's end of the line counted.</summary>
    public static JsonObject Json(in ControlCounters counters) => new()
    {
        ["frames"] = counters.Frames,
        ["damaged"] = counters.Damaged,
        ["other_versions"] = counters.OtherVersions,
        ["unexpected"] = counters.Unexpected,
        ["other_sessions"] = counters.OtherSessions,
        ["replayed"] = counters.Replayed,
        ["repeated"] = counters.Repeated,
        ["executed"] = counters.Executed,
        ["streamed"] = counters.Streamed,
    };

    /// <summary>The same in a line.</summary>
    public static string Line(in ControlCounters counters) =>
        $"line: {Quantity.Count(counters.Executed)} requests done, {Quantity.Count(counters.Repeated)} repeated, "
        + $"{Quantity.Count(counters.Damaged)} frames damaged, {Quantity.Count(counters.Replayed)} replayed, "
        + $"{Quantity.Count(counters.OtherSessions)} of other sessions, {Quantity.Count(counters.Streamed)} streamed";

    /// <summary>How often it started, and how often without having been told to end before.</summary>
    public static string Starts(in TargetInfo info) =>
        $"start {Quantity.Count(info.Boots)}, of them {Quantity.Count(info.UncleanEnds)} after an end that was not clean";

    private static void Show(Terminal terminal, TargetSession session, in ControlCounters counters)
    {
        TargetInfo info = session.Info;
        terminal.Output.WriteLine($"{session.Name}: {session.Board}, nf {info.Major}.{info.Minor}.{info.Patch}");
        terminal.Output.WriteLine($"started {Quantity.Time(info.UptimeNanoseconds)} ago, reset cause: {info.Reset}");
        terminal.Output.WriteLine(Starts(info));
        terminal.Output.WriteLine($"{info.Places} places for guests, packages of at most {Quantity.Count(info.PackageBytesMax)} bytes");
        terminal.Output.WriteLine(Line(counters));
    }
}
