using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using static Nf.Rig.Markup;

namespace Nf.Rig;

/// <summary>One run on the page: verdict, what ran where, plot, pictures, steps, figures, log.</summary>
internal static class HtmlRun
{
    /// <summary>The section of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="number">Its number on the page, from 1.</param>
    /// <param name="count">How many there are.</param>
    public static XElement Of(RigRun run, int number, int count) => Element("section", Attribute("id", $"run-{number}"),
        Element("h2", HtmlVerdict.Badge(run.Verdict), " ", run.Name,
            count > 1 ? Styled("small", "number", $" run {number} of {count}") : null),
        Styled("p", "summary", Summary(run)),
        Failure(run),
        Facts(run),
        Part("Recorded", RunPlot.Of(run)),
        Part("Pictures", Pictures(run)),
        Part("Steps", Steps(run)),
        Part("Measured", Measurements(run)),
        Part("Decisions", Decisions(run)),
        Part("Log", Log(run)));

    private static XElement? Part(string name, XElement? content) =>
        content == null ? null : Styled("div", "part", Element("h3", name), content);

    private static string Summary(RigRun run)
    {
        int Count(RigVerdict verdict) => run.Steps.Count(step => step.Verdict == verdict);
        int skipped = Count(RigVerdict.Skipped), failed = Count(RigVerdict.Failed);
        return $"{Count(RigVerdict.Passed)} of {run.Steps.Count} steps passed"
            + (failed == 0 ? "" : $", {failed} failed") + (skipped == 0 ? "" : $", {skipped} skipped")
            + $"; {PlainText.Figure(run.Seconds)} s of the target's time.";
    }

    private static XElement? Failure(RigRun run) => run.Steps.FirstOrDefault(step => step.Verdict == RigVerdict.Failed) is not { } step
        ? null
        : Styled("div", "failure",
            Element("p", Element("strong", $"Step {step.Index}: {step.Text}"), " ", Styled("span", "where", $"{step.File}:{step.Line}")),
            Element("p", step.Reason),
            Comparison(step));

    private static XElement? Comparison(StepResult step) => step.Expected == null && step.Seen == null
        ? null
        : Element("dl", Fact("expected", step.Expected ?? "nothing"), Fact("seen", step.Seen ?? "nothing"));

    private static XElement Facts(RigRun run)
    {
        (string Name, string Value)[] facts =
        [
            ("target", run.Target), ("board", run.Board), ("firmware", run.Firmware),
            ("seed", run.Seed.ToString(CultureInfo.InvariantCulture)), ("rig", run.File),
            ("started", run.Started.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)),
            ("to see it again", run.Replay),
        ];
        return Styled("dl", "facts", facts.Where(fact => fact.Value.Length != 0)
            .Select(fact => Fact(fact.Name, fact.Value)));
    }

    private static XElement Fact(string name, string value) => Element("div", Element("dt", name), Element("dd", Element("code", value)));

    private static XElement Steps(RigRun run) => Styled("table", "steps",
        Element("thead", Element("tr", Headers("step", "", "what", "from, s", "took, s"))),
        Element("tbody", run.Steps.Select(Step)));

    private static XElement Step(StepResult step) => Styled("tr", HtmlVerdict.Style(step.Verdict),
        Element("td", $"{step.Index}"),
        Element("td", HtmlVerdict.Badge(step.Verdict)),
        Element("td", step.Text, " ", Styled("span", "where", $"{step.File}:{step.Line}"),
            step.Reason.Length == 0 ? null : Styled("div", "reason", step.Reason)),
        Styled("td", "figure", PlainText.Seconds(step.FromSeconds)),
        Styled("td", "figure", PlainText.Seconds(step.ToSeconds - step.FromSeconds)));

    private static XElement? Pictures(RigRun run) => run.Pictures.Count == 0
        ? null
        : Styled("div", "pictures", run.Pictures.Select(picture => Element("figure",
            new XElement("img",
                Attribute("alt", picture.Name), Attribute("src", $"data:image/png;base64,{Convert.ToBase64String(picture.Png)}")),
            Element("figcaption", $"{picture.Name}, at {PlainText.Seconds(picture.Seconds)} s"))));

    private static XElement? Measurements(RigRun run) => run.Measurements.Count == 0
        ? null
        : Element("table",
            Element("thead", Element("tr", Headers("what", "value", "at most"))),
            Element("tbody", run.Measurements.Select(one => Element("tr",
                Element("td", one.Name),
                Styled("td", "figure", PlainText.Figure(one.Value, one.Unit)),
                Styled("td", "figure", one.Limit is { } limit ? PlainText.Figure(limit, one.Unit) : "")))));

    private static XElement? Decisions(RigRun run) => run.Decisions.Count == 0
        ? null
        : Element("table",
            Element("thead", Element("tr", Headers("place", "guest", "ticks", "digest of all it did"))),
            Element("tbody", run.Decisions.Select(one => Element("tr",
                Element("td", $"{one.Place}"),
                Element("td", one.Guest),
                Styled("td", "figure", $"{one.Ticks}"),
                Element("td", Element("code", one.Digest))))));

    private static XElement? Log(RigRun run) => run.Log.Count == 0
        ? null
        : Styled("div", "log", Attribute("tabindex", "0"), Element("table", Element("tbody", run.Log.Select(line => Element("tr",
            Styled("td", "figure", PlainText.Seconds(line.Seconds)),
            Element("td", $"place {line.Place}"),
            Styled("td", $"level-{line.Level}", line.Level),
            Element("td", line.Text))))));

    private static IEnumerable<XElement> Headers(params string[] names) => names.Select(name => Element("th", name));
}
