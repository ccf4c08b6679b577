using System.Xml.Linq;
using static Nf.Rig.Markup;

namespace Nf.Rig;

/// <summary>Verdicts on the page: a sign and a word besides the colour, for who sees no colours and for printers without them.</summary>
internal static class HtmlVerdict
{
    /// <summary>Sign and word.</summary>
    public static XElement Badge(RigVerdict verdict) => Styled("span", $"badge {Style(verdict)}", $"{Sign(verdict)} {Word(verdict)}");

    /// <summary>A step's sign alone; its text shows when the pointer is over it.</summary>
    public static XElement Mark(StepResult step) =>
        Styled("span", Style(step.Verdict), Attribute("title", $"{step.Index}: {step.Text}"), Sign(step.Verdict));

    /// <summary>The name of its colours in the style sheet.</summary>
    public static string Style(RigVerdict verdict) => Word(verdict);

    private static string Word(RigVerdict verdict) => verdict switch
    {
        RigVerdict.Passed => "passed",
        RigVerdict.Failed => "failed",
        _ => "skipped",
    };

    private static string Sign(RigVerdict verdict) => verdict switch
    {
        RigVerdict.Passed => "✓",
        RigVerdict.Failed => "✗",
        _ => "–",
    };
}
