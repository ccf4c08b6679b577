namespace Nf.Chunker;

/// <summary>A language that the parser reads; the numbers are those of examples/tree-sitter/guest.h.</summary>
public enum Language
{
    /// <summary>TypeScript.</summary>
    TypeScript = 0,

    /// <summary>TypeScript with JSX.</summary>
    Tsx = 1,
}
