using System;
using System.CommandLine;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Runtime;
using Nf.Errors;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>`nf flash`: an image onto a board, or into the board's emulator.</summary>
internal static class FlashCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> path = CommonOptions.GuestPath();
        Option<string> board = CommonOptions.RequiredBoard();
        Option<bool> emulate = new("--emulate") { Description = "Run the image in the board's emulator instead." };
        Option<string?> scenario = CommonOptions.Scenario();
        Option<uint?> ticks = CommonOptions.Ticks();
        Option<GuestEngine?> engine = EngineOptions.Engine();
        Option<AheadChecks?> checks = EngineOptions.Checks();
        Option<bool> trace = CommonOptions.Trace();
        Command command = new("flash", """
            Builds the image of a board with a guest in it and writes it to the board, or runs it in the board's emulator.

            Examples:
              nf flash --board lm3s6965evb --emulate examples/thermostat
              nf flash --board lm3s6965evb --emulate --engine aot examples/thermostat
              nf flash --board netduinoplus2 examples/thermostat
            """)
        {
            path, board, emulate, scenario, ticks, engine, checks, trace, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() =>
        {
            BoardDescription target = BoardReader.Read(parsed.GetValue(board)!);
            GuestInput input = GuestInput.Open(parsed.GetValue(path)!, parsed.GetValue(scenario), parsed.GetValue(ticks));
            EngineChoice choice = EngineChoice.Of(parsed.GetValue(engine), parsed.GetValue(checks), input.File, target);
            input = input.Packed(BoardGuest.Ceilings(target.Limits), choice.Engine);
            return parsed.GetValue(emulate)
                ? new ImageRun(terminal, input, target, choice, parsed.GetValue(trace)).Execute([])
                : Flash(terminal, target, input, choice);
        }));
        return command;
    }

    private static Outcome Flash(Terminal terminal, BoardDescription board, GuestInput input, EngineChoice engine)
    {
        if (board.FlashTool is not { } tool)
        {
            throw new NfException(Status.NotSupported,
                $"{board.Name} has no flash to write; `nf run --target {board.Name}` runs the guest there.");
        }
        using GuestModule module = new(input.File);
        BuildResult build = ImageBuilder.Build(terminal, board, module, input, engine);
        JsonObject fields = ImageBuilder.Fields(board, build);
        if (build.Status != Status.Ok)
            return new Outcome(build.Status, fields, build.Message);
        ToolCommand command = tool.For(build.ImagePath);
        string line = $"{command.Program} {string.Join(' ', command.Arguments.Select(Quote))}";
        fields["command"] = line;
        terminal.Error.WriteLine(line);
        int exitCode = ChildProcess.RunVisibly(command.Program, command.Arguments);
        if (exitCode == 0)
            return new Outcome(Status.Ok, fields);
        string error = $"{command.Program} ended with code {exitCode}: is the board connected and powered? The command is: {line}";
        return new Outcome(Status.IoError, fields, error);
    }

    private static string Quote(string argument) => argument.Contains(' ', StringComparison.Ordinal) ? $"\"{argument}\"" : argument;
}
