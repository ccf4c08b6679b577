using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using static Nf.Rig.Markup;

namespace Nf.Rig;

/// <summary>
/// Runs as JUnit XML, in the form that Jenkins, GitLab and GitHub's readers share: a suite for each run, a case for each step. Times are
/// those of the target, in seconds.
/// </summary>
internal static class JUnitReport
{
    /// <summary>The document.</summary>
    public static string Of(IReadOnlyList<RigRun> runs)
    {
        XElement suites = Element("testsuites", Attribute("name", "nf rig"), Counts([.. runs.SelectMany(run => run.Steps)]),
            Attribute("time", PlainText.Seconds(runs.Sum(run => run.Seconds))),
            runs.Select(Suite));
        using MemoryStream bytes = new();
        using (XmlWriter writer = XmlWriter.Create(bytes, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false) }))
            suites.Save(writer);
        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static XElement Suite(RigRun run) => Element("testsuite",
        Attribute("name", $"{run.Name} on {run.Target}, seed {run.Seed}"),
        Counts(run.Steps),
        Attribute("time", PlainText.Seconds(run.Seconds)),
        Attribute("timestamp", run.Started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)),
        Element("properties", Property("rig", run.File), Property("target", run.Target), Property("board", run.Board),
            Property("firmware", run.Firmware), Property("seed", $"{run.Seed}"), Property("replay", run.Replay)),
        run.Steps.Select(step => Case(run, step)),
        run.Log.Count == 0 ? null : Element("system-out", string.Concat(run.Log.Select(LogLine))));

    private static IEnumerable<XAttribute> Counts(IReadOnlyList<StepResult> steps) =>
    [
        Attribute("tests", steps.Count),
        Attribute("failures", steps.Count(step => step.Verdict == RigVerdict.Failed)),
        Attribute("errors", 0),
        Attribute("skipped", steps.Count(step => step.Verdict == RigVerdict.Skipped)),
    ];

    private static XElement Property(string name, string value) =>
        Element("property", Attribute("name", name), Attribute("value", value));

    // Readers tell cases apart by class and name: a step that is repeated differs by its number, the same rig on another target by its
    // class.
    private static XElement Case(RigRun run, StepResult step) => Element("testcase",
        Attribute("classname", $"{Path.GetFileNameWithoutExtension(run.File)}.{run.Target.Replace('.', '_')}"),
        Attribute("name", $"{step.Index}: {PlainText.Line(step.Text)}"),
        Attribute("time", PlainText.Seconds(step.ToSeconds - step.FromSeconds)),
        Attribute("file", step.File),
        Attribute("line", step.Line),
        step.Verdict switch
        {
            RigVerdict.Failed => Element("failure",
                Attribute("type", "expectation"), Attribute("message", PlainText.Line(step.Reason)), Details(run, step)),
            RigVerdict.Skipped => Element("skipped", Attribute("message", PlainText.Line(step.Reason))),
            _ => null,
        });

    private static string Details(RigRun run, StepResult step)
    {
        StringBuilder details = new($"{step.File}:{step.Line}: {step.Reason}\n");
        if (step.Expected != null)
            details.Append($"expected: {step.Expected}\n");
        if (step.Seen != null)
            details.Append($"seen: {step.Seen}\n");
        return details.Append($"at: {PlainText.Seconds(step.ToSeconds)} s\nseed: {run.Seed}\nagain: {run.Replay}\n").ToString();
    }

    private static string LogLine(RigLogLine line) =>
        $"{PlainText.Seconds(line.Seconds)} s  place {line.Place}  {line.Level}  {PlainText.Line(line.Text)}\n";
}
