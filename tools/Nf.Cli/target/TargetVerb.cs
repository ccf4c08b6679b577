using System;
using System.CommandLine;
using Nf.Target;

namespace Nf.Cli;

/// <summary>What all verbs that speak with a target have in common.</summary>
internal static class TargetVerb
{
    /// <summary>Gives a verb its options --target and --json, and what it does while it is connected.</summary>
    public static Command Over(this Command command, Terminal terminal, Func<TargetSession, ParseResult, Outcome> action)
    {
        Option<string?> target = TargetOptions.Target();
        command.Add(target);
        command.Add(CommonOptions.Json());
        command.SetAction(parsed => terminal.Finish(() =>
        {
            using TargetSession session = TargetOptions.Connect(terminal, parsed.GetValue(target));
            Outcome outcome = action(session, parsed);
            outcome.Fields["target"] = session.Name;
            return outcome;
        }));
        return command;
    }
}
