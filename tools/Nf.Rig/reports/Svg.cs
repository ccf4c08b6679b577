using System.Xml.Linq;

namespace Nf.Rig;

/// <summary>Elements of a drawing. Colours and sizes of letters are the style sheet's.</summary>
internal static class Svg
{
    private static readonly XNamespace s_namespace = "http://www.w3.org/2000/svg";

    /// <summary>An element.</summary>
    public static XElement Element(string name, params object?[] content) => Markup.Element(s_namespace + name, content);

    /// <summary>An element with a class.</summary>
    public static XElement Styled(string name, string style, params object?[] content) => Markup.Styled(s_namespace + name, style, content);

    /// <summary>A straight line.</summary>
    public static XElement Line(string style, double x1, double y1, double x2, double y2) =>
        Styled("line", style, At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2));

    /// <summary>A text; its class says which of its ends stands at x.</summary>
    public static XElement Text(string style, double x, double y, string text) => Styled("text", style, At("x", x), At("y", y), text);

    /// <summary>What is shown of the element when the pointer is over it.</summary>
    public static XElement Title(string text) => Element("title", text);

    /// <summary>An attribute.</summary>
    public static XAttribute At(string name, string value) => Markup.Attribute(name, value);

    /// <summary>An attribute with a number, to a hundredth.</summary>
    public static XAttribute At(string name, double value) => Markup.Attribute(name, value);
}
