using System.CommandLine;
using System.Globalization;
using Nf.Build;
using Nf.Simulator;
using Spectre.Console;

namespace Nf.Cli;

/// <summary>`nf build` and `nf size`: the image of a board with a guest in it, and where its bytes went.</summary>
internal static class BuildCommand
{
    public static Command CreateBuild(Terminal terminal) => Create(terminal, "build", """
        Builds the image of a board with a guest in it, and says where its bytes went.

        Example: nf build --board lm3s6965evb examples/thermostat
        """);

    public static Command CreateSize(Terminal terminal) => Create(terminal, "size", """
        Says where the bytes of a board's image go; builds it if need be.

        Example: nf size --board lm3s6965evb examples/thermostat
        """);

    private static Command Create(Terminal terminal, string name, string description)
    {
        Argument<string> path = CommonOptions.GuestPath();
        Option<string> board = CommonOptions.RequiredBoard();
        Option<string?> scenario = CommonOptions.Scenario();
        Option<uint?> ticks = CommonOptions.Ticks();
        Command command = new(name, description) { path, board, scenario, ticks, CommonOptions.Json() };
        command.SetAction(parsed => terminal.Finish(() =>
        {
            BoardDescription target = BoardReader.Read(parsed.GetValue(board)!);
            return Execute(terminal, target, GuestInput.Open(parsed.GetValue(path)!, parsed.GetValue(scenario), parsed.GetValue(ticks))
                .Packed(BoardGuest.Ceilings(target.Limits)));
        }));
        return command;
    }

    private static Outcome Execute(Terminal terminal, BoardDescription board, GuestInput input)
    {
        using GuestModule module = new(input.File);
        BuildResult result = ImageBuilder.Build(terminal, board, module, input);
        string? error = result.Status == Status.Ok ? null : result.Message;
        return new Outcome(result.Status, ImageBuilder.Fields(board, result), error) { Show = shown => Show(shown, board, result) };
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
        terminal.Output.WriteLine(Repository.Relative(result.ImagePath));
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
