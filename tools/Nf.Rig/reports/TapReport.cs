using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nf.Rig;

/// <summary>Runs in the Test Anything Protocol, version 14: a subtest for each run, a test point for each step.</summary>
internal static class TapReport
{
    private const string Indent = "    ";

    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The lines.</summary>
    public static string Of(IReadOnlyList<RigRun> runs)
    {
        StringBuilder tap = new($"TAP version 14\n1..{runs.Count}\n");
        for (int i = 0; i < runs.Count; i++)
            AppendRun(tap, runs[i], i + 1);
        return tap.ToString();
    }

    private static void AppendRun(StringBuilder tap, RigRun run, int number)
    {
        string name = Description($"{run.Name} on {run.Target}, seed {run.Seed}");
        tap.Append($"# Subtest: {name}\n{Indent}1..{run.Steps.Count}\n");
        foreach (StepResult step in run.Steps)
            AppendStep(tap, run, step);
        bool isSkipped = run.Verdict == RigVerdict.Skipped;
        tap.Append($"{Result(run.Verdict)} {number} - {name}{(isSkipped ? " # SKIP no step was done" : "")}\n");
    }

    private static void AppendStep(StringBuilder tap, RigRun run, StepResult step)
    {
        string directive = step.Verdict == RigVerdict.Skipped ? $" # SKIP {Description(step.Reason)}" : "";
        tap.Append($"{Indent}{Result(step.Verdict)} {step.Index} - {Description(step.Text)}{directive}\n");
        if (step.Verdict == RigVerdict.Failed)
            AppendDiagnostics(tap, run, step);
    }

    private static void AppendDiagnostics(StringBuilder tap, RigRun run, StepResult step)
    {
        (string Key, string? Value)[] texts =
        [
            ("message", step.Reason), ("file", step.File), ("expected", step.Expected), ("seen", step.Seen), ("replay", run.Replay),
        ];
        tap.Append($"{Indent}  ---\n");
        foreach ((string key, string? value) in texts.Where(text => text.Value != null))
            tap.Append($"{Indent}  {key}: {Scalar(value!)}\n");
        tap.Append($"{Indent}  line: {step.Line}\n{Indent}  seconds: {PlainText.Seconds(step.ToSeconds)}\n");
        tap.Append($"{Indent}  seed: {run.Seed}\n{Indent}  ...\n");
    }

    // What is skipped is ok, says the protocol.
    private static string Result(RigVerdict verdict) => verdict == RigVerdict.Failed ? "not ok" : "ok";

    // A '#' of a text must not begin a directive.
    private static string Description(string text) => PlainText.Line(text).Replace("\\", "\\\\").Replace("#", "\\#");

    // A string of JSON is one of YAML.
    private static string Scalar(string text) => JsonSerializer.Serialize(PlainText.Clean(text), s_readable);
}
