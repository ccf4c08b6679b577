using System.CommandLine;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Emulation;
using Nf.Errors;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>`nf flash`: an image onto a board, into the board's emulator, or into a file.</summary>
internal static class FlashCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = new("PATH")
        {
            Description = "The guest: a .wasm file, or a folder NAME with NAME.wasm and scenario.yaml; with --program host any number.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string> board = CommonOptions.RequiredBoard();
        Option<string> program = ProgramOptions.Program();
        Option<string?> store = ProgramOptions.Store();
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
              nf flash --board lm3s6965evb --program host examples/thermostat
            """)
        {
            paths, board, program, store, emulate, format, output, scenario, ticks, engine, checks, trace, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() =>
        {
            BoardDescription target = BoardReader.Read(parsed.GetValue(board)!);
            string[] guests = parsed.GetValue(paths) ?? [];
            // Null is the emulator.
            ImageDestination? destination = parsed.GetValue(emulate)
                ? null
                : ImageDestination.Of(target, parsed.GetValue(format), parsed.GetValue(output));
            if (parsed.GetValue(program) == HostDescription.Program)
                return Host(terminal, target.WithStore(parsed.GetValue(store)), guests, destination);
            GuestInput input = GuestInput.Open(Only(guests), parsed.GetValue(scenario), parsed.GetValue(ticks));
            EngineChoice choice = EngineChoice.Of(parsed.GetValue(engine), parsed.GetValue(checks), input.File, target);
            input = input.Packed(BoardGuest.Ceilings(target.Limits), choice.Engine);
            return destination == null
                ? new ImageRun(terminal, input, target, choice, parsed.GetValue(trace)).Execute([])
                : Build(terminal, target, input, choice, destination);
        }));
        return command;
    }

    private static string Only(string[] guests) => guests is [var guest] ? guest : throw new NfException(Status.Usage,
        $"{guests.Length} guests are given, but this image runs one; --program host supervises several. `nf flash --help` shows how.");

    private static Outcome Host(Terminal terminal, BoardDescription board, string[] guests, ImageDestination? destination)
    {
        if (destination == null)
            throw new NfException(Status.Usage, $"The host never ends: `nf emu start {board.Name}` starts it in the emulator.");
        string image = HostImage.Build(terminal.Progress, board, guests);
        JsonObject fields = new() { ["board"] = board.Name, ["image"] = Repository.Relative(image) };
        return destination.Write(terminal, image, fields);
    }

    private static Outcome Build(
        Terminal terminal, BoardDescription board, GuestInput input, EngineChoice engine, ImageDestination destination)
    {
        using GuestModule module = new(input.File);
        BuildResult build = ImageBuilder.Build(terminal, board, module, input, engine);
        JsonObject fields = ImageBuilder.Fields(board, build);
        return build.Status == Status.Ok
            ? destination.Write(terminal, build.ImagePath, fields)
            : new Outcome(build.Status, fields, build.Message);
    }
}
