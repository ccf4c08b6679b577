using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Spectre.Console;

namespace Nf.Bench;

/// <summary>Results as a table.</summary>
internal static class TableReport
{
    // A file is as wide as its widest table.
    private const int RedirectedWidth = 240;

    private static readonly IAnsiConsole s_console = Open();

    public static void Write(IReadOnlyList<Result> results, int thermostatArenaPeakBytes)
    {
        Table table = NewTable("what", "beside", "ns", "its ns", "ratio", "10..90 %", "aim", "bytes");
        foreach (Result result in results)
        {
            table.AddRow(
                result.Name, result.Baseline, Number(result.Ns, 1), Number(result.BaselineNs, 1), Coloured(result.Ratio, result.Met),
                $"{Number(result.RatioLowest, 2)}..{Number(result.RatioHighest, 2)}", result.Aim is double aim ? Number(aim, 1) : "",
                Number(result.BytesAllocated, 0));
        }
        s_console.Write(table);
        s_console.WriteLine("Medians of interleaved rounds; bytes: managed memory allocated in up to 1,000,000 operations of ours.");
        s_console.WriteLine($"An instance of the thermostat takes {Number(thermostatArenaPeakBytes, 0)} bytes of its arena.");
    }

    public static void Write(IReadOnlyList<WorstCase> cases)
    {
        Table table = NewTable("what", "board", "times", "lowest", "median", "highest", "ratio", "aim");
        foreach (WorstCase worst in cases)
        {
            table.AddRow(
                worst.Name, worst.Board, Number(worst.Count, 0), Number(worst.Lowest, 0), Number(worst.Median, 0), Number(worst.Highest, 0),
                Coloured(worst.Ratio, worst.Met), Number(WorstCase.Aim, 1));
        }
        s_console.Write(table);
        s_console.WriteLine("Instructions of one call, in a random sequence that fills and empties 12 KB; ratio: highest to median.");
    }

    public static void Write(EnginesReport report)
    {
        EngineComparison comparison = report.Comparison;
        List<EngineFigures> present = [.. comparison.Engines.Where(engine => engine.Absence.Length == 0)];
        s_console.Write(Summary(present));
        s_console.Write(Grid("kernel", [.. present.Select(engine => engine.Name)], comparison.Kernels.Select(kernel =>
            (kernel.Name, present.Select(engine => comparison.Of(kernel, engine.Name)?.Ratio))), 2));
        s_console.WriteLine("Time beside native code: medians of interleaved samples, and their geometric mean.");
        foreach (EngineFigures absent in comparison.Engines.Except(present))
            s_console.WriteLine($"{absent.Name}: {absent.Absence}.");
        foreach (IGrouping<string, BoardFigures> board in report.Boards.Where(image => image.Message.Length == 0).GroupBy(image => image.Board))
        {
            s_console.Write(Grid(board.Key, [.. board.Select(image => image.Engine)], comparison.Kernels.Select(kernel =>
                (kernel.Name, board.Select(image => image.Instructions.TryGetValue(kernel.Name, out double count) ? count : (double?)null))), 0));
            s_console.WriteLine("Instructions of a round.");
        }
        foreach (BoardFigures refused in report.Boards.Where(image => image.Message.Length > 0))
            s_console.WriteLine($"{refused.Engine} on {refused.Board}: {refused.Message}.");
        foreach (Aim aim in report.Aims)
            s_console.MarkupLine($"{aim.What}: {Coloured(aim.Value ?? 0, aim.Met)}, aim {(aim.IsLeast ? "≥" : "≤")} {Number(aim.Limit, 2)}");
    }

    private static Table Summary(List<EngineFigures> engines)
    {
        Table table = NewTable("engine", "what", "mean", "start ms", "load ms", "peak MiB");
        foreach (EngineFigures engine in engines)
        {
            table.AddRow(engine.Name, engine.What, Optional(engine.Ratio, 2), Optional(engine.StartMs, 1), Optional(engine.LoadMs, 2),
                Optional(engine.PeakKib / 1024.0, 1));
        }
        return table;
    }

    private static Table Grid(string corner, string[] columns, IEnumerable<(string Name, IEnumerable<double?> Values)> rows, int digits)
    {
        Table table = NewTable([corner, .. columns]);
        foreach ((string name, IEnumerable<double?> values) in rows)
            table.AddRow([name, .. values.Select(value => Optional(value, digits))]);
        return table;
    }

    private static string Optional(double? value, int digits) => value is double number ? Number(number, digits) : "";

    // Without colours where nobody sees them.
    private static IAnsiConsole Open()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        if (Console.IsOutputRedirected)
            console.Profile.Width = RedirectedWidth;
        return console;
    }

    private static Table NewTable(params string[] columns)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        for (int i = 0; i < columns.Length; i++)
        {
            TableColumn column = new(columns[i]);
            table.AddColumn(i < 2 ? column : column.RightAligned().NoWrap());
        }
        return table;
    }

    private static string Coloured(double ratio, bool met) => $"[{(met ? "green" : "red")}]{Number(ratio, 2)}[/]";

    private static string Number(double value, int digits) => value.ToString("N" + digits, CultureInfo.InvariantCulture);
}
