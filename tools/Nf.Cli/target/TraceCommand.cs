using System;
using System.CommandLine;
using System.Text.Json.Nodes;
using Nf.FirmwareHost;
using Nf.Target;

namespace Nf.Cli;

/// <summary>`nf trace`: what a guest of a target did, as a digest.</summary>
internal static class TraceCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string> place = TargetOptions.Place();
        Command command = new("trace", """
            Shows the digest of all that a guest did since it was started: the same as `nf run` shows for as many ticks of the same stimuli.

            Example: nf trace --place thermostat --target emu:lm3s6965evb
            """)
        {
            place,
        };
        return command.Over(terminal, (session, parsed) => Execute(session, session.FindPlace(parsed.GetValue(place)!)));
    }

    private static Outcome Execute(TargetSession session, byte place)
    {
        GuestTrace trace = session.Ask<GuestPlace, GuestTrace>(MessageType.Trace, new GuestPlace { Place = place }, $"place {place}");
        string digest = Convert.ToHexStringLower(trace.Digest);
        JsonObject fields = new() { ["place"] = place, ["ticks"] = trace.Ticks, ["lines"] = trace.Lines, ["digest"] = digest };
        return new Outcome(Status.Ok, fields)
        {
            Show = terminal => terminal.Output.WriteLine(
                $"place {place}: {Quantity.Count(trace.Ticks)} ticks, {Quantity.Count(trace.Lines)} lines, digest {digest}"),
        };
    }
}
