using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using static Nf.Rig.Markup;

namespace Nf.Rig;

/// <summary>
/// Runs as one HTML page to look at: plots, pictures, steps, figures, log. It needs no network, no script and no other file, shows itself
/// in the reader's light or dark colours, and can be printed. It is well-formed XML as well.
/// </summary>
internal static class HtmlReport
{
    // Nothing may be fetched, whatever gets into the page.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    /// <summary>The page.</summary>
    public static string Of(IReadOnlyList<RigRun> runs)
    {
        XElement page = Element("html", Attribute("lang", "en"),
            Element("head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", Policy)),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                Element("title", Title(runs)),
                Element("style", HtmlStyle.Sheet)),
            Element("body",
                runs.Count > 1 ? HtmlOverview.Of(runs) : null,
                Element("main", runs.Select((run, index) => HtmlRun.Of(run, index + 1, runs.Count)))));
        return $"<!DOCTYPE html>\n{page.ToString(SaveOptions.DisableFormatting)}\n";
    }

    private static string Title(IReadOnlyList<RigRun> runs)
    {
        string names = string.Join(", ", runs.Select(run => run.Name).Distinct());
        return $"{(runs.Any(run => run.Verdict == RigVerdict.Failed) ? "Failed" : "Passed")}: {names}";
    }
}
