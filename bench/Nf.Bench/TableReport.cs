using System;
using System.Collections.Generic;
using System.Globalization;
using Spectre.Console;

namespace Nf.Bench;

/// <summary>Results as a table.</summary>
internal static class TableReport
{
    // Without colours where nobody sees them.
    private static readonly IAnsiConsole s_console = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
    });

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
