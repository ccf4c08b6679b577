using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Linq;

namespace Nf.Cli;

/// <summary>All verbs.</summary>
internal static class CommandTree
{
    /// <summary>Whether the result shall be JSON; what stands behind "--" belongs to the guest.</summary>
    public static bool WantsJson(string[] args) => args.TakeWhile(argument => argument != "--").Contains("--json");

    /// <summary>Parses and runs a command line.</summary>
    /// <returns>The exit code: a <see cref="Status"/>.</returns>
    public static int Run(string[] args, Terminal terminal)
    {
        // Folders of npm packages begin with the sign that would stand for a file of arguments.
        ParseResult parsed = Create(terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        // Help for half a command line is what a person wants then.
        if (parsed.Errors.Count != 0 && parsed.Action is not HelpAction)
            return terminal.Finish(() => Outcome.Failure(Status.Usage, UsageText(parsed)));
        return parsed.Invoke(new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
        });
    }

    private static RootCommand Create(Terminal terminal)
    {
        RootCommand root = new("""
            WebAssembly for boards without a heap: runs a guest on a simulated board, builds firmware images with it,
            runs those in emulators or on boards, and looks after the guests there.

            Example: nf run examples/thermostat

            The exit code is the number of a status; 0 is success. With --json exactly one JSON object is printed.
            The help of each verb shows an example.
            """);
        root.Add(RunCommand.Create(terminal));
        root.Add(InspectCommand.Create(terminal));
        root.Add(PackCommand.Create(terminal));
        root.Add(ChunkCommand.Create(terminal));
        root.Add(CompileCommand.Create(terminal));
        root.Add(BuildCommand.CreateBuild(terminal));
        root.Add(BuildCommand.CreateSize(terminal));
        root.Add(FlashCommand.Create(terminal));
        root.Add(PackageCommand.Create(terminal));
        root.Add(MachineCommand.Create(terminal));
        root.Add(BoardsCommand.Create(terminal));
        root.Add(EmulatorCommand.Create(terminal));
        root.Add(RigCommand.Create(terminal));
        root.Add(PsCommand.Create(terminal));
        root.Add(TopCommand.Create(terminal));
        root.Add(LoadCommand.Create(terminal));
        foreach (Command command in GuestCommands.Create(terminal))
            root.Add(command);
        root.Add(PostCommand.Create(terminal));
        root.Add(LogsCommand.Create(terminal));
        root.Add(BudgetCommand.Create(terminal));
        root.Add(CrashCommand.Create(terminal));
        root.Add(MemoryCommand.Create(terminal));
        root.Add(TraceCommand.Create(terminal));
        root.Add(ClockCommand.Create(terminal));
        root.Add(ResetCommand.Create(terminal));
        root.Add(InfoCommand.Create(terminal));
        root.Add(DoctorCommand.Create(terminal));
        root.Add(TestCommand.Create(terminal));
        root.Add(SpecificationTestsCommand.Create(terminal));
        root.Add(BenchCommand.Create(terminal));
        root.Add(FuzzCommand.Create(terminal));
        root.Add(PowerCutCommand.Create(terminal));
        root.Add(SoakCommand.Create(terminal));
        return root;
    }

    // "emu start" is another verb than "start".
    private static string Path(CommandResult result) =>
        result.Parent is CommandResult { Command: not RootCommand } parent ? $"{Path(parent)} {result.Command.Name}" : result.Command.Name;

    private static string UsageText(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (command is RootCommand)
        {
            string verbs = string.Join(", ", command.Subcommands.Select(verb => verb.Name));
            return parsed.UnmatchedTokens is [var word, ..]
                ? $"There is no verb '{word}': there are {verbs}."
                : $"The verb is missing: there are {verbs}. `nf --help` tells more.";
        }
        string error = parsed.Errors[0].Message.ReplaceLineEndings(" ").TrimEnd('.');
        return $"{error}. `nf {Path(parsed.CommandResult)} --help` shows how it is used.";
    }
}
