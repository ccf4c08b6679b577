using System.CommandLine;

namespace Nf.Cli;

/// <summary>`nf rig`: hardware in the loop.</summary>
internal static class RigCommand
{
    public static Command Create(Terminal terminal)
    {
        Command command = new("rig", """
            Runs rigs: files that say what a target is wired to, what happens to it, and what has to come of it. The same rig runs on a
            simulation, on emulated boards and on real ones; what a target lacks is skipped, with the reason.

            Example: nf rig run rigs/thermostat.yaml --target emu:lm3s6965evb
            """);
        command.Add(RigRunCommand.Create(terminal));
        command.Add(RigReplayCommand.Create(terminal));
        command.Add(RigCheckCommand.Create(terminal));
        command.Add(RigNewCommand.Create(terminal));
        return command;
    }

    /// <summary>The files of rigs.</summary>
    public static Argument<string[]> RigPaths() => new("FILE")
    {
        Description = "Rig files.",
        Arity = ArgumentArity.OneOrMore,
    };
}
