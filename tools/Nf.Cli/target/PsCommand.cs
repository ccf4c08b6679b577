using System.Collections.Generic;
using System.CommandLine;
using System.Text.Json.Nodes;
using Nf.Target;

namespace Nf.Cli;

/// <summary>`nf ps`: the guests of a target.</summary>
internal static class PsCommand
{
    public static Command Create(Terminal terminal) => new Command("ps", """
        Lists the guests of a target: what each does, how often it ran and failed, and what it used.

        Example: nf ps --target emu:lm3s6965evb
        """).Over(terminal, (session, _) => Execute(session));

    private static Outcome Execute(TargetSession session)
    {
        IReadOnlyList<GuestEntry> guests = session.Guests();
        JsonObject fields = new() { ["board"] = session.Board, ["guests"] = GuestTable.Json(guests) };
        return new Outcome(Status.Ok, fields) { Show = terminal => GuestTable.Show(terminal, guests) };
    }
}
