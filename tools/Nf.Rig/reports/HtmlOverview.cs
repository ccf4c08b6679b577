using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using static Nf.Rig.Markup;

namespace Nf.Rig;

/// <summary>Several runs in a table at the page's head: a line each, with a mark for each of its steps.</summary>
internal static class HtmlOverview
{
    /// <summary>The table.</summary>
    public static XElement Of(IReadOnlyList<RigRun> runs) => Element("header",
        Element("h1", $"{runs.Count} runs"),
        Styled("p", "summary", Summary(runs)),
        Element("table",
            Element("thead", Element("tr", Headers("run", "", "rig", "target", "seed", "steps", "first failure"))),
            Element("tbody", runs.Select((run, index) => Row(run, index + 1)))));

    private static string Summary(IReadOnlyList<RigRun> runs) => string.Join(", ",
        runs.CountBy(run => run.Verdict).OrderBy(count => count.Key).Select(count => $"{count.Value} {HtmlVerdict.Style(count.Key)}")) + ".";

    private static IEnumerable<XElement> Headers(params string[] names) => names.Select(name => Element("th", name));

    private static XElement Row(RigRun run, int number) => Element("tr",
        Element("td", Element("a", Attribute("href", $"#run-{number}"), $"{number}")),
        Element("td", HtmlVerdict.Badge(run.Verdict)),
        Element("td", run.Name),
        Styled("td", "figure", run.Target),
        Styled("td", "figure", $"{run.Seed}"),
        Styled("td", "marks", run.Steps.Select(HtmlVerdict.Mark)),
        Element("td", FirstFailure(run)));

    private static string FirstFailure(RigRun run) =>
        run.Steps.FirstOrDefault(step => step.Verdict == RigVerdict.Failed) is { } step ? $"step {step.Index}: {step.Reason}" : "";
}
