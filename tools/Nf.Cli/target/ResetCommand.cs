using System.CommandLine;
using System.Text.Json.Nodes;
using Nf.FirmwareHost;
using Nf.Target;

namespace Nf.Cli;

/// <summary>`nf reset`: a target restarts.</summary>
internal static class ResetCommand
{
    public static Command Create(Terminal terminal) => new Command("reset", """
        Restarts a target, and waits until it answers again.

        Example: nf reset --target serial:/dev/ttyUSB0
        """).Over(terminal, (session, _) => Execute(session));

    private static Outcome Execute(TargetSession session)
    {
        session.Tell(MessageType.Reset, default(EmptyMessage));
        session.Refresh();
        JsonObject fields = new() { ["board"] = session.Board, ["reset"] = session.Info.Reset.ToString() };
        return new Outcome(Status.Ok, fields)
        {
            Show = terminal => terminal.Output.WriteLine($"{session.Name} has restarted; reset cause: {session.Info.Reset}"),
        };
    }
}
