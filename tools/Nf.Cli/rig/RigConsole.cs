using System;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Rig;

namespace Nf.Cli;

/// <summary>Runs a rig before the eyes of a person: a line for each step, and on a terminal what it does meanwhile.</summary>
internal sealed class RigConsole : IRigProgress
{
    private readonly Action<string> _now;
    private readonly Action<string, string> _line;
    private string _step = "";

    private RigConsole(Action<string> now, Action<string, string> line)
    {
        _now = now;
        _line = line;
    }

    /// <summary>Runs it.</summary>
    public static RigRun Run(Terminal terminal, RigFile rig, RigOptions options)
    {
        RigTargetKind kind = RigTargets.KindOf(options.Target);
        RigRun? run = null;
        if (!terminal.IsJson)
            terminal.Output.WriteLine($"{rig.Name} ({rig.Path}) on {options.Target}, seed {options.Seed}");
        terminal.Watch(rig.Name, (now, line) =>
        {
            using IRigTarget target = kind.Open(options.Target, new RigSetup(rig, now));
            run = RigRunner.Run(rig, target, options, new RigConsole(now, line));
        });
        if (!terminal.IsJson)
            terminal.Output.WriteLine(Summary(run!));
        return run!;
    }

    /// <summary>A run, as a result.</summary>
    public static JsonNode Fields(RigRun run, string record) => new JsonObject
    {
        ["name"] = run.Name,
        ["file"] = run.File,
        ["target"] = run.Target,
        ["board"] = run.Board,
        ["seed"] = run.Seed,
        ["verdict"] = run.Verdict.ToString().ToLowerInvariant(),
        ["seconds"] = run.Seconds,
        ["wall_seconds"] = Math.Round(run.WallSeconds, 1),
        ["passed"] = Count(run, RigVerdict.Passed),
        ["failed"] = Count(run, RigVerdict.Failed),
        ["skipped"] = Count(run, RigVerdict.Skipped),
        ["steps"] = new JsonArray([.. run.Steps.Where(step => step.Verdict != RigVerdict.Passed).Select(step => (JsonNode)new JsonObject
        {
            ["index"] = step.Index,
            ["text"] = step.Text,
            ["file"] = step.File,
            ["line"] = step.Line,
            ["verdict"] = step.Verdict.ToString().ToLowerInvariant(),
            ["reason"] = step.Reason,
            ["seconds"] = step.ToSeconds,
        })]),
        ["decisions"] = new JsonArray([.. run.Decisions.Select(one => (JsonNode)new JsonObject
        {
            ["place"] = one.Place, ["guest"] = one.Guest, ["ticks"] = one.Ticks, ["lines"] = one.Lines, ["digest"] = one.Digest,
        })]),
        ["replay"] = run.Replay,
        ["record"] = record,
    };

    /// <summary>Why a run failed, and how to see it again.</summary>
    public static string Failure(RigRun run, string record)
    {
        StepResult step = run.Steps.First(step => step.Verdict == RigVerdict.Failed);
        return string.Create(CultureInfo.InvariantCulture,
            $"{step.File}:{step.Line}: step {step.Index}, {step.Text}, failed at {step.ToSeconds:0.###} s with seed {run.Seed}: "
            + $"{step.Reason.TrimEnd('.')}. Again: {run.Replay}, or nf rig replay {record}");
    }

    /// <inheritdoc/>
    public void Begins(int index, string text)
    {
        _step = $"{index}  {text}";
        _now(_step);
    }

    /// <inheritdoc/>
    public void Passes(double seconds, string? seen) => _now(string.Create(CultureInfo.InvariantCulture,
        $"{_step}  {seconds:0.0} s{(seen == null ? "" : $"; now: {seen}")}"));

    /// <inheritdoc/>
    public void Ends(StepResult result)
    {
        (string word, string colour) = result.Verdict switch
        {
            RigVerdict.Passed => ("ok", "green"),
            RigVerdict.Failed => ("FAILED", "red"),
            _ => ("skipped", "yellow"),
        };
        string reason = result.Reason.Length == 0 ? "" : $": {result.Reason}";
        _line(colour, string.Create(CultureInfo.InvariantCulture,
            $"{word,-7} {result.Index,3}  {result.ToSeconds,8:0.000} s  {result.Text}{reason}"));
    }

    private static string Summary(RigRun run) => string.Create(CultureInfo.InvariantCulture,
        $"{run.Verdict.ToString().ToLowerInvariant()}: {Count(run, RigVerdict.Passed)} steps passed, {Count(run, RigVerdict.Failed)} failed, "
        + $"{Count(run, RigVerdict.Skipped)} skipped; {run.Seconds:0.0} s of the target in {run.WallSeconds:0.0} s");

    private static int Count(RigRun run, RigVerdict verdict) => run.Steps.Count(step => step.Verdict == verdict);
}
