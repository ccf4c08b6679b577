using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;

namespace Nf.Cli;

/// <summary>`nf powercut`: the power of an emulated board fails during updates.</summary>
internal static class PowerCutCommand
{
    private const int CutsDefault = 100;

    public static Command Create(Terminal terminal)
    {
        Option<string> board = CommonOptions.RequiredBoard();
        Option<string?> store = new("--store")
        {
            Description = "The medium of its module store; all of the board's, one after the other, by default.",
            HelpName = "MEDIUM",
        };
        Option<int?> cuts = CommonOptions.Number<int>("--cuts", $"How many cuts on each medium; {CutsDefault} by default.");
        Option<int?> seed = CommonOptions.Number<int>("--seed", "The seed, which makes the cuts repeatable; random by default.");
        Command command = new("powercut", """
            Cuts the power of an emulated board during updates, half of the times at a store to the medium's register and half in the middle of a
            write of the medium, and starts it again: it has to run the old package or the new one, and to take an update.

            Examples:
              nf powercut --board lm3s6965evb
              nf powercut --board lm3s6965evb --store nor --cuts 400 --seed 1
            """)
        {
            board, store, cuts, seed, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() =>
        {
            BoardDescription target = EmulatedTarget.Board(parsed.GetValue(board)!, null);
            string[] media = parsed.GetValue(store) is { } one ? [one] : [.. target.Stores.Keys];
            int count = parsed.GetValue(cuts) ?? CutsDefault;
            int number = parsed.GetValue(seed) ?? Random.Shared.Next();
            return Result(number, [.. media.Select(medium => CutCampaign.Run(terminal, target.WithStore(medium), count, number))]);
        }));
        return command;
    }

    private static Outcome Result(int seed, IReadOnlyList<CutReport> reports)
    {
        int findings = reports.Sum(report => report.Findings.Count);
        JsonObject fields = new()
        {
            ["seed"] = seed,
            ["cuts"] = reports.Sum(report => report.Results.Count),
            ["none"] = reports.Sum(report => report.Count(CutVersion.None)),
            ["findings"] = findings,
            ["media"] = new JsonArray([.. reports.Select(report => (JsonNode)Json(report))]),
        };
        return new Outcome(findings == 0 ? Status.Ok : Status.TestFailed, fields, findings == 0 ? null : $"{findings} cuts ended wrong.")
        {
            Show = terminal => Show(terminal, seed, reports),
        };
    }

    private static JsonObject Json(CutReport report) => new()
    {
        ["medium"] = report.Medium,
        ["update_stores"] = report.Effort.Stores,
        ["update_writes"] = report.Effort.Writes,
        ["cuts"] = report.Results.Count,
        ["in_writes"] = report.Results.Count(result => result.Point.Write != 0),
        ["old"] = report.Count(CutVersion.Old),
        ["new"] = report.Count(CutVersion.New),
        ["none"] = report.Count(CutVersion.None),
        ["during_upload"] = report.Count(UpdateStage.Upload),
        ["during_activation"] = report.Count(UpdateStage.Activation),
        ["during_trial"] = report.Count(UpdateStage.Trial),
        ["after"] = report.Count(UpdateStage.Done),
        ["torn_pages"] = report.Results.Sum(result => result.TornPages),
        ["updated_again"] = report.Results.Count(result => result.IsUpdated),
        ["seconds"] = Math.Round(report.Seconds, 1),
        ["findings"] = new JsonArray([.. report.Findings.Select(finding => (JsonNode)finding)]),
    };

    private static void Show(Terminal terminal, int seed, IReadOnlyList<CutReport> reports)
    {
        foreach (CutReport report in reports)
        {
            Write($"{report.Medium}: {report.Results.Count} cuts, seed {seed}, in {report.Seconds:0} s, {report.Results.Count / report.Seconds:0.0}/s");
            Write($"  an update takes {report.Effort.Stores} stores to the medium's register, and {report.Effort.Writes} writes of the medium");
            Write($"  cuts during {string.Join(", ", Enum.GetValues<UpdateStage>().Select(stage => $"{stage} {report.Count(stage)}"))}");
            Write($"  ran afterwards: old {report.Count(CutVersion.Old)}, new {report.Count(CutVersion.New)}, none {report.Count(CutVersion.None)}");
            Write($"  updated again {report.Results.Count(result => result.IsUpdated)}; torn pages {report.Results.Sum(result => result.TornPages)}");
            foreach (string finding in report.Findings)
                Write($"  {finding}");
        }

        void Write(FormattableString line) => terminal.Output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    }
}
