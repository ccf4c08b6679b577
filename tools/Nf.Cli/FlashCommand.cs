using System;
using System.CommandLine;
using System.IO;
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
        Option<ImageFormat?> format = new("--format")
        {
            Description = "Write a file instead: elf, bin, hex or uf2; with -o.",
            HelpName = "FORMAT",
        };
        Option<string?> output = new("--output", "-o") { Description = "The file that --format writes.", HelpName = "FILE" };
        Option<string?> scenario = CommonOptions.Scenario();
        Option<uint?> ticks = CommonOptions.Ticks();
        Option<GuestEngine?> engine = EngineOptions.Engine();
        Option<AheadChecks?> checks = EngineOptions.Checks();
        Option<bool> trace = CommonOptions.Trace();
        Command command = new("flash", """
            Builds the image of a board with a guest in it and writes it to the board; or runs it in the board's emulator, or writes it
            as a file for another tool.

            Examples:
              nf flash --board lm3s6965evb --emulate examples/thermostat
              nf flash --board lm3s6965evb --emulate --engine aot examples/thermostat
              nf flash --board netduinoplus2 examples/thermostat
              nf flash --board netduinoplus2 --format uf2 -o thermostat.uf2 examples/thermostat
            """)
        {
            path, board, emulate, format, output, scenario, ticks, engine, checks, trace, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() =>
        {
            BoardDescription target = BoardReader.Read(parsed.GetValue(board)!);
            GuestInput input = GuestInput.Open(parsed.GetValue(path)!, parsed.GetValue(scenario), parsed.GetValue(ticks));
            EngineChoice choice = EngineChoice.Of(parsed.GetValue(engine), parsed.GetValue(checks), input.File, target);
            input = input.Packed(BoardGuest.Ceilings(target.Limits), choice.Engine);
            return parsed.GetValue(emulate)
                ? new ImageRun(terminal, input, target, choice, parsed.GetValue(trace)).Execute([])
                : Build(terminal, target, input, choice, Destination(parsed.GetValue(format), parsed.GetValue(output)));
        }));
        return command;
    }

    private static (ImageFormat Format, string Path)? Destination(ImageFormat? format, string? path) => (format, path) switch
    {
        (null, null) => null,
        ({ } known, { } file) => (known, file),
        _ => throw new NfException(Status.Usage, "--format and -o belong together: --format hex -o FILE."),
    };

    private static Outcome Build(
        Terminal terminal, BoardDescription board, GuestInput input, EngineChoice engine, (ImageFormat Format, string Path)? file)
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
        return file is (var format, var path)
            ? WriteFile(board, build.ImagePath, format, path, fields)
            : Flash(terminal, tool.For(build.ImagePath), fields);
    }

    private static Outcome WriteFile(BoardDescription board, string imagePath, ImageFormat format, string path, JsonObject fields)
    {
        if (format == ImageFormat.Elf)
            Files.Write(path, Files.Read(imagePath));
        else
            FlashImage.Read(imagePath).Write(format, path, board);
        long bytes = new FileInfo(path).Length;
        string line = $"{path}: {bytes} bytes, written by nf itself from {Repository.Relative(imagePath)}";
        fields["file"] = path;
        fields["file_bytes"] = bytes;
        return new Outcome(Status.Ok, fields) { Show = terminal => terminal.Output.WriteLine(line) };
    }

    private static Outcome Flash(Terminal terminal, ToolCommand command, JsonObject fields)
    {
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
