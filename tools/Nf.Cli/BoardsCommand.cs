using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;
using Spectre.Console;

namespace Nf.Cli;

/// <summary>`nf boards`: what there is to build for.</summary>
internal static class BoardsCommand
{
    public static Command Create(Terminal terminal)
    {
        Command command = new("boards", """
            Lists the boards and Linux targets.

            Example: nf boards
            """)
        {
            CommonOptions.Json(),
        };
        command.SetAction(_ => terminal.Finish(Execute));
        return command;
    }

    private static Outcome Execute()
    {
        List<BoardDescription> boards = [.. BoardReader.Names().Select(BoardReader.Read)];
        JsonArray list = [];
        foreach (BoardDescription board in boards)
            list.Add((JsonNode)Describe(board));
        return new Outcome(Status.Ok, new JsonObject { ["boards"] = list }) { Show = terminal => Show(terminal, boards) };
    }

    private static JsonObject Describe(BoardDescription board) => new()
    {
        ["name"] = board.Name,
        ["title"] = board.Title,
        ["cpu"] = board.Cpu,
        ["flash_bytes"] = board.Flash?.Bytes,
        ["ram_bytes"] = board.Ram?.Bytes,
        ["engine_arena_bytes"] = board.Arenas["engine"],
        ["linear_memory_bytes"] = board.LinearMemoryBytes,
        ["console"] = board.Console,
    };

    private static void Show(Terminal terminal, List<BoardDescription> boards)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("name", "CPU")
            .AddColumn(new TableColumn("flash").RightAligned()).AddColumn(new TableColumn("RAM").RightAligned())
            .AddColumn(new TableColumn("guest memory").RightAligned()).AddColumn(new TableColumn("engine arena").RightAligned())
            .AddColumn("title");
        foreach (BoardDescription board in boards)
        {
            table.AddRow(board.Name, board.Cpu, Size(board.Flash?.Bytes), Size(board.Ram?.Bytes),
                Size(board.LinearMemoryBytes), Size(board.Arenas["engine"]), Markup.Escape(board.Title));
        }
        terminal.Tables.Write(table);
    }

    private static string Size(long? bytes) => bytes switch
    {
        null => "",
        >= 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
    };
}
