using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Spectre.Console;

namespace Nf.Bench;

/// <summary>The results of a quick run, for people and for programs.</summary>
internal sealed class QuickReport(IReadOnlyList<Result> results, int thermostatArenaPeakBytes)
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Ok whatever the figures are: a measurement that was made has succeeded. NotFound when nothing was measured.</summary>
    public Status Status => results.Count > 0 ? Status.Ok : Status.NotFound;

    public void WriteJson() => Console.Out.WriteLine(JsonSerializer.Serialize(
        new
        {
            Status = (int)Status,
            StatusName = Status.ToString(),
            AimsMet = results.All(result => result.Met),
            ThermostatArenaPeakBytes = thermostatArenaPeakBytes,
            Results = results,
        },
        s_json));

    public void WriteTable()
    {
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumn("what").AddColumn("compared with")
            .AddColumn(new TableColumn("ns").RightAligned()).AddColumn(new TableColumn("baseline ns").RightAligned())
            .AddColumn(new TableColumn("ratio").RightAligned()).AddColumn(new TableColumn("10 % .. 90 %").RightAligned())
            .AddColumn(new TableColumn("aim").RightAligned()).AddColumn(new TableColumn("bytes allocated").RightAligned());
        foreach (Result result in results)
        {
            string colour = result.Met ? "green" : "red";
            table.AddRow(
                result.Name, result.Baseline, Number(result.Ns, 1), Number(result.BaselineNs, 1),
                $"[{colour}]{Number(result.Ratio, 2)}[/]", $"{Number(result.RatioLowest, 2)} .. {Number(result.RatioHighest, 2)}",
                result.Aim is double aim ? Number(aim, 1) : "-",
                $"{result.BytesAllocated.ToString(CultureInfo.InvariantCulture)} in {result.Operations.ToString("N0", CultureInfo.InvariantCulture)}");
        }
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"An instance of the thermostat takes {thermostatArenaPeakBytes} bytes of its arena.");
    }

    private static string Number(double value, int digits) => value.ToString("N" + digits, CultureInfo.InvariantCulture);
}
