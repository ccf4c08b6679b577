using System.Collections.Generic;
using System.CommandLine;
using System.Text.Json.Nodes;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Simulator;
using Nf.Target;

namespace Nf.Cli;

/// <summary>The verbs that tell a target to do something with one guest, and show what came of it.</summary>
internal static class GuestCommands
{
    public static IEnumerable<Command> Create(Terminal terminal) =>
    [
        Verb(terminal, "activate", MessageType.Activate, """
            Lets the package that was loaded for a place run there, on trial: after enough good runs the target keeps it, after a fault it
            goes back to the former one by itself.
            """),
        Verb(terminal, "confirm", MessageType.Confirm, "Keeps the package that is on trial, without waiting for its good runs."),
        Verb(terminal, "rollback", MessageType.RollBack, "Goes back to the package that ran before the one on trial."),
        Verb(terminal, "start", MessageType.Start, "Starts a guest that was stopped, or that the target has given up."),
        Verb(terminal, "stop", MessageType.Stop, "Stops a guest; its memory can be read then."),
        Verb(terminal, "restart", MessageType.Restart, "Starts a guest anew, from its first instruction and with fresh memory."),
        Verb(terminal, "rm", MessageType.Remove, "Empties a place, and forgets its packages."),
    ];

    private static Command Verb(Terminal terminal, string name, MessageType message, string description)
    {
        Option<string> place = TargetOptions.Place();
        Command command = new(name, $"""
            {description}

            Example: nf {name} --place 1 --target emu:lm3s6965evb
            """)
        {
            place,
        };
        return command.Over(terminal, (session, parsed) => Execute(session, message, parsed.GetValue(place)!));
    }

    private static Outcome Execute(TargetSession session, MessageType message, string text)
    {
        byte place = session.FindPlace(text);
        session.Tell(message, new GuestPlace { Place = place }, $"place {place}");
        if (message == MessageType.Activate)
            CheckTaken(session, place);
        return Result(session, place);
    }

    /// <summary>Makes sure that the target could load what was activated.</summary>
    /// <exception cref="NfException">It could not, and the place is empty; why is the target's own word.</exception>
    public static void CheckTaken(TargetSession session, byte place)
    {
        GuestEntry guest = session.Guest(place);
        if (guest.IsEmpty && guest.Info.LastFault != Status.Ok)
        {
            string reason = StatusText.Of(guest.Info.LastFault);
            throw new NfException(guest.Info.LastFault,
                $"{session.Name}: place {place}: the target cannot run the package: {reason}; the place is empty now.");
        }
    }

    /// <summary>The guest of a place, as a verb's result.</summary>
    public static Outcome Result(TargetSession session, byte place)
    {
        GuestEntry guest = session.Guest(place);
        JsonObject fields = new() { ["guest"] = GuestTable.Json(guest) };
        return new Outcome(Status.Ok, fields) { Show = terminal => GuestTable.Show(terminal, [guest]) };
    }
}
