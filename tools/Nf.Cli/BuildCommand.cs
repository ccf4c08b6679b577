using System.CommandLine;
using System.Globalization;
using System.Linq;
using Nf.Build;
using Nf.Emulation;
using Nf.Errors;
using Nf.Runtime;
using Nf.Simulator;
using Spectre.Console;

namespace Nf.Cli;

/// <summary>`nf build` and `nf size`: the image of a board with a guest in it, and where its bytes went.</summary>
internal static class BuildCommand
{
    public static Command CreateBuild(Terminal terminal) => Create(terminal, "build", measure: null, """
        Builds the image of a board with a guest in it, and says where its bytes went. With --engine aot the guest is compiled into the
        image, and more guests may follow: the image runs the first, and has the others by the digest of their package.

        Examples:
          nf build --board lm3s6965evb examples/thermostat
          nf build --board lm3s6965evb --engine aot examples/thermostat
          nf build --board mps2-an500 --engine aot examples/thermostat examples/kernels
          nf build --board lm3s6965evb --program host --store nor examples/thermostat examples/publisher
        """);

    public static Command CreateSize(Terminal terminal) => Create(terminal, "size", measure: new("--measure")
    {
        Description = "Run the image, on a board's emulator, and say how much of its stack it used.",
    }, """
        Says where the bytes of a board's image go; builds it if need be.

        Examples:
          nf size --board lm3s6965evb examples/thermostat
          nf size --board lm3s6965evb examples/thermostat --measure
          nf size --board lm3s6965evb --program host
        """);

    private static Command Create(Terminal terminal, string name, Option<bool>? measure, string description)
    {
        Argument<string[]> paths = CommonOptions.GuestPaths();
        Option<string> board = CommonOptions.RequiredBoard();
        Option<string?> scenario = CommonOptions.Scenario();
        Option<uint?> ticks = CommonOptions.Ticks();
        Option<GuestEngine?> engine = EngineOptions.Engine();
        Option<AheadChecks?> checks = EngineOptions.Checks();
        Option<string> program = ProgramOptions.Program();
        Option<string?> store = ProgramOptions.Store();
        Command command = new(name, description) { paths, board, program, store, scenario, ticks, engine, checks, CommonOptions.Json() };
        if (measure != null)
            command.Add(measure);
        command.SetAction(parsed => terminal.Finish(() =>
        {
            BoardDescription target = BoardReader.Read(parsed.GetValue(board)!);
            string[] guests = parsed.GetValue(paths) ?? [];
            if (parsed.GetValue(program) == HostDescription.Program)
                return Host(terminal, target.WithStore(parsed.GetValue(store)), guests);
            if (guests.Length == 0)
                throw new NfException(Status.Usage, "no guest is given: it is a .wasm file, or a folder NAME with NAME.wasm and scenario.yaml");
            InstanceLimits limits = BoardGuest.Ceilings(target.Limits);
            GuestInput input = GuestInput.Open(guests[0], parsed.GetValue(scenario), parsed.GetValue(ticks));
            EngineChoice choice = EngineChoice.Of(parsed.GetValue(engine), parsed.GetValue(checks), input.File, target);
            input = input.Packed(in limits, choice.Engine);
            Outcome built = Execute(terminal, target, input, choice, More(guests, choice, limits));
            bool isMeasured = measure != null && built.Status == Status.Ok && parsed.GetValue(measure);
            return isMeasured ? Measure(terminal, target, input, choice, built) : built;
        }));
        return command;
    }

    private static GuestFile[] More(string[] guests, EngineChoice choice, InstanceLimits limits)
    {
        if (guests.Length > 1 && choice.Engine != GuestEngine.Aot)
            throw new NfException(Status.Usage, "an image with the interpreter has one guest: for several add --engine aot");
        return [.. guests.Skip(1).Select(path => GuestPackage.Of(GuestFile.Open(path), in limits, choice.Engine))];
    }

    private static Outcome Execute(Terminal terminal, BoardDescription board, GuestInput input, EngineChoice engine, GuestFile[] more)
    {
        using GuestModule module = new(input.File);
        return Result(board.For(engine.Engine), ImageBuilder.Build(terminal, board, module, input, engine, more));
    }

    private static Outcome Host(Terminal terminal, BoardDescription board, string[] guests)
    {
        BuildResult result = HostImage.TryBuild(terminal.Progress, board, guests);
        // board.yaml limits what the host takes, without the packages that it brings along.
        return Result(board with { FlashBytesMax = (board.Host?.FlashBytesMax ?? 0) + (int)(result.Size?.PackageBytes ?? 0) }, result);
    }

    private static Outcome Result(BoardDescription board, BuildResult result)
    {
        string? error = result.Status == Status.Ok ? null : result.Message;
        return new Outcome(result.Status, ImageBuilder.Fields(board, result), error) { Show = shown => Show(shown, board, result) };
    }

    // The stack is what no look at the image can tell: the guest's own scenario is run.
    private static Outcome Measure(Terminal terminal, BoardDescription board, GuestInput input, EngineChoice engine, Outcome built)
    {
        Outcome run = new ImageRun(terminal, input, board, engine, isTraceShown: false).Execute([]);
        foreach (string key in (string[])["stack_used_bytes", "stack_bytes", "ticks"])
            built.Fields[key] = run.Fields[key]?.DeepClone();
        string line = $"stack: {Number((int?)run.Fields["stack_used_bytes"] ?? 0)} of {Number((int?)run.Fields["stack_bytes"] ?? 0)} "
            + $"bytes used in a run of {run.Fields["ticks"]} ticks";
        return new Outcome(run.Status, built.Fields, run.Error)
        {
            Show = shown =>
            {
                built.Show!(shown);
                shown.Output.WriteLine(line);
            },
        };
    }

    private static void Show(Terminal terminal, BoardDescription board, BuildResult result)
    {
        if (result.Size is not { } size)
            return;
        Table table = new Table().Border(TableBorder.Simple).AddColumn("component")
            .AddColumn(new TableColumn("flash").RightAligned()).AddColumn(new TableColumn("RAM").RightAligned());
        foreach (SizeRow row in size.Rows)
            table.AddRow(Markup.Escape(row.Component), Number(row.FlashBytes), Number(row.RamBytes));
        table.AddRow("total", Number(size.FlashBytes), Number(size.RamStaticBytes));
        terminal.Tables.Write(table);
        terminal.Output.WriteLine($"{board.Name}: {Number(size.FlashBytes)} of {Number(board.FlashBytesMax)} bytes of flash; "
            + $"{Number(size.RamStaticBytes)} bytes of RAM, of them {Number(size.RamGuestBytes)} for the guest");
        foreach (AheadArtefact module in result.Modules)
            terminal.Output.WriteLine($"{module.Name}: compiled from the package {module.Digest}");
        terminal.Output.WriteLine(Repository.Relative(result.ImagePath));
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
