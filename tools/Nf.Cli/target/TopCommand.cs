using System;
using System.CommandLine;
using System.Text.Json.Nodes;
using Nf.Errors;
using Nf.Target;
using Spectre.Console;

namespace Nf.Cli;

/// <summary>`nf top`: the guests of a target, live.</summary>
internal static class TopCommand
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(500);

    private const char ControlC = '\u0003';

    // More than two of the target's: each guest's figures come at least once.
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(1200);

    public static Command Create(Terminal terminal)
    {
        Option<bool> once = new("--once") { Description = "Print one frame and end." };
        Command command = new("top", """
            Shows the guests of a target, live: fuel and response time of their runs, memory, deadlines, faults. q ends it.

            Examples:
              nf top --target emu:lm3s6965evb
              nf top --once --target serial:/dev/ttyUSB0
            """)
        {
            once,
        };
        return command.Over(terminal, (session, parsed) => Execute(terminal, session, parsed.GetValue(once)));
    }

    private static Outcome Execute(Terminal terminal, TargetSession session, bool isOnce)
    {
        TopModel model = new(session, s_interval);
        if (isOnce || terminal.IsJson)
        {
            session.Listen(s_first);
            model.Refresh();
            model.Stop();
            return new Outcome(Status.Ok, model.Json()) { Show = shown => shown.Tables.Write(TopView.Of(model)) };
        }
        if (Console.IsOutputRedirected || Console.IsInputRedirected)
            throw new NfException(Status.Usage, "There is no terminal to draw on: use --once or --json.");
        Follow(terminal, session, model);
        model.Stop();
        return new Outcome(Status.Ok, new JsonObject());
    }

    private static void Follow(Terminal terminal, TargetSession session, TopModel model)
    {
        // Else it would end nf before the screen is as it was.
        Console.TreatControlCAsInput = true;
        terminal.Tables.AlternateScreen(() => terminal.Tables.Live(TopView.Of(model)).Start(live =>
        {
            do
            {
                session.Listen(s_interval);
                model.Refresh();
                live.UpdateTarget(TopView.Of(model));
            }
            while (!WantsToQuit());
        }));
    }

    private static bool WantsToQuit()
    {
        while (Console.KeyAvailable)
        {
            if (Console.ReadKey(intercept: true).KeyChar is 'q' or 'Q' or ControlC)
                return true;
        }
        return false;
    }
}
