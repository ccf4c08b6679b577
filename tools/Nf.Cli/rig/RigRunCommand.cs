using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Rig;

namespace Nf.Cli;

/// <summary>`nf rig run`.</summary>
internal static class RigRunCommand
{
    private const long SeedsMax = 1_000_000_000;

    public static Command Create(Terminal terminal)
    {
        Argument<string[]> files = RigCommand.RigPaths();
        Option<string> target = new("--target")
        {
            Description = $"The target: {RigTargets.Forms}.", HelpName = "TARGET", Required = true,
        };
        Option<int?> repeat = CommonOptions.Number<int>("--repeat", "How often each is run, each time with the next seed; once by default.");
        Option<ulong?> seed = CommonOptions.Number<ulong>("--seed", "What all random choices follow from; random by default.");
        Option<bool> keepGoing = new("--keep-going") { Description = "Go on behind steps that fail." };
        Option<string?> report = new("--report")
        {
            Description = "A folder for report.html, junit.xml, report.tap and the records.", HelpName = "FOLDER",
        };
        Command command = new("run", """
            Runs rigs on a target. Each run is recorded, so that `nf rig replay` can do exactly the same again.

            Examples:
              nf rig run rigs/thermostat.yaml --target emu:lm3s6965evb
              nf rig run rigs/*.yaml --target emu:lm3s6965evb --repeat 10 --seed 1 --report build/report
            """)
        {
            files, target, repeat, seed, keepGoing, report, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() =>
        {
            RigFile[] rigs = [.. parsed.GetValue(files)!.Select(RigFileReader.Read)];
            ulong first = parsed.GetValue(seed) ?? (ulong)Random.Shared.NextInt64(SeedsMax);
            List<RigRun> runs = [];
            foreach (RigFile rig in rigs)
            {
                for (int i = 0; i < Math.Max(1, parsed.GetValue(repeat) ?? 1); i++)
                {
                    RigOptions options = new(parsed.GetValue(target)!, first + (ulong)i, parsed.GetValue(keepGoing));
                    runs.Add(RigConsole.Run(terminal, rig, options));
                }
            }
            return Result(runs, parsed.GetValue(report));
        }));
        return command;
    }

    private static Outcome Result(List<RigRun> runs, string? report)
    {
        string folder = report ?? Repository.PathOf("build", "rig");
        string[] records = [.. runs.Select(run => Repository.Relative(RigRecordFile.Write(folder, run)))];
        if (report != null)
            RigReport.Write(report, runs);
        JsonArray list = [.. runs.Zip(records, RigConsole.Fields)];
        int failed = runs.Count(run => run.Verdict == RigVerdict.Failed);
        JsonObject fields = new() { ["runs"] = list, ["failed"] = failed };
        if (report != null)
            fields["report"] = Repository.Relative(System.IO.Path.GetFullPath(report));
        int last = runs.FindIndex(run => run.Verdict == RigVerdict.Failed);
        return new Outcome(failed == 0 ? Status.Ok : Status.TestFailed, fields, last < 0 ? null : RigConsole.Failure(runs[last], records[last]))
        {
            Show = terminal => terminal.Output.WriteLine(report == null ? $"records: {string.Join(' ', records)}" : $"report: {report}/{RigReport.HtmlName}"),
        };
    }
}
