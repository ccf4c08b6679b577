using System.CommandLine;
using System.IO;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Rig;

namespace Nf.Cli;

/// <summary>`nf rig replay`.</summary>
internal static class RigReplayCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> record = new("FILE") { Description = "The record of a run, which `nf rig run` wrote." };
        Command command = new("replay", """
            Does a run again that was recorded, with the same rig, target and seed, and compares steps, times and values with the record. It
            refuses if the rig was changed since. A target in real time never does exactly the same.

            Example: nf rig replay build/rig/thermostat-emu-lm3s6965evb-7.json
            """)
        {
            record, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() => Execute(terminal, parsed.GetValue(record)!)));
        return command;
    }

    private static Outcome Execute(Terminal terminal, string path)
    {
        RigRun before = RigRecordFile.Read(path);
        string rig = File.Exists(before.File) ? before.File : Path.Combine(Repository.Root, before.File);
        RigFile file = RigReplay.FileOf(before, rig);
        RigRun again = RigConsole.Run(terminal, file, new RigOptions(before.Target, before.Seed, before.KeepsGoing));
        string? difference = RigReplay.Difference(before, again);
        JsonObject fields = new() { ["same"] = difference == null, ["run"] = RigConsole.Fields(again, path) };
        bool isFailed = difference != null || again.Verdict == RigVerdict.Failed;
        string? error = difference != null ? $"It went otherwise than recorded: {difference}." : isFailed ? RigConsole.Failure(again, path) : null;
        return new Outcome(isFailed ? Status.TestFailed : Status.Ok, fields, error)
        {
            Show = shown => shown.Output.WriteLine(difference == null ? "the same as recorded" : "not the same as recorded"),
        };
    }
}
