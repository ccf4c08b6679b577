using System;
using System.Linq;
using System.Xml.Linq;

namespace Nf.Rig;

/// <summary>
/// Elements and attributes of the reports in XML and HTML. What is made here is escaped when it is written, and holds no character that XML
/// does not allow, whatever a guest logged.
/// </summary>
internal static class Markup
{
    /// <summary>An element with strings, attributes and elements in it. Without content it still gets an end tag, as HTML wants.</summary>
    public static XElement Element(XName name, params object?[] content) =>
        new(name, "", content.Select(part => part is string text ? PlainText.Clean(text) : part));

    /// <summary>An element with a class.</summary>
    public static XElement Styled(XName name, string style, params object?[] content) =>
        Element(name, [Attribute("class", style), .. content]);

    /// <summary>An attribute.</summary>
    public static XAttribute Attribute(string name, string value) => new(name, PlainText.Clean(value));

    /// <summary>An attribute with a number.</summary>
    public static XAttribute Attribute(string name, double value) => new(name, FormattableString.Invariant($"{value:0.##}"));
}
