using System;
using System.CommandLine;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Target;

namespace Nf.Cli;

/// <summary>`nf logs`: what the guests of a target write.</summary>
internal static class LogsCommand
{
    // Longer than a full frame takes at 115200 baud, and than the target's loop.
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(300);

    public static Command Create(Terminal terminal)
    {
        Option<bool> follow = new("--follow", "-f") { Description = "Go on until Ctrl-C." };
        Option<LogLevel> level = new("--level")
        {
            Description = "The least level: debug, info, warning or error.",
            HelpName = "LEVEL",
            CustomParser = result =>
            {
                string text = result.Tokens.Single().Value;
                if (Enum.TryParse(text, ignoreCase: true, out LogLevel least) && Enum.IsDefined(least) && !char.IsAsciiDigit(text[0]))
                    return least;
                result.AddError($"--level is '{text}', but must be debug, info, warning or error");
                return default;
            },
        };
        Command command = new("logs", """
            Shows what the guests of a target wrote since somebody last looked; a target keeps some of it.

            Examples:
              nf logs --target emu:lm3s6965evb
              nf logs --follow --level warning --target serial:/dev/ttyUSB0
            """)
        {
            follow, level,
        };
        return command.Over(terminal, (session, parsed) => Execute(terminal, session, parsed.GetValue(level), parsed.GetValue(follow)));
    }

    private static Outcome Execute(Terminal terminal, TargetSession session, LogLevel level, bool isFollowing)
    {
        if (isFollowing && terminal.IsJson)
            throw new NfException(Status.Usage, "--follow never ends, and --json prints one object at the end: leave one of them out.");
        JsonArray logs = [];
        long taken = 0;
        session.Streams.OnLog = log =>
        {
            taken++;
            if (terminal.IsJson)
                logs.Add((JsonNode)Json(log));
            else
                terminal.Output.WriteLine(Line(log));
        };
        session.Tell(MessageType.Subscribe, new Subscription { Logs = true, LevelMin = level });
        bool isStopped = false;
        ConsoleCancelEventHandler stop = (_, key) =>
        {
            key.Cancel = true;
            Volatile.Write(ref isStopped, true);
        };
        Console.CancelKeyPress += stop;
        for (long before = -1; !Volatile.Read(ref isStopped) && (isFollowing || before != taken);)
        {
            before = taken;
            session.Listen(s_quiet);
        }
        Console.CancelKeyPress -= stop;
        // Else the target would go on to write for nobody, and what it wrote would be gone.
        session.Tell(MessageType.Subscribe, default(Subscription));
        return new Outcome(Status.Ok, new JsonObject { ["logs"] = logs, ["lost_on_the_line"] = session.StreamsLost });
    }

    private static string Line(GuestLog log) =>
        $"{Quantity.Time(log.Entry.UptimeNanoseconds),12}  place {log.Entry.Place}  {Name(log.Entry.Level),-7}  {log.Text}"
        + (log.Entry.Lost == 0 ? "" : $"  ({log.Entry.Lost} lost before)");

    private static JsonObject Json(GuestLog log) => new()
    {
        ["place"] = log.Entry.Place,
        ["level"] = Name(log.Entry.Level),
        ["uptime_ns"] = log.Entry.UptimeNanoseconds,
        ["lost"] = log.Entry.Lost,
        ["text"] = log.Text,
    };

    private static string Name(LogLevel level) => level.ToString().ToLowerInvariant();
}
