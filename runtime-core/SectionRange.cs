using System.Runtime.CompilerServices;

namespace Nf.Runtime;

/// <summary>Where a section's content lies in the module.</summary>
public struct SectionRange
{
    /// <summary>Offset of the first content byte; 0 when the section is absent.</summary>
    public int Start;

    /// <summary>Offset behind the last content byte.</summary>
    public int End;
}

/// <summary>A range for each defined section id, by its number.</summary>
[InlineArray(Count)]
public struct SectionTable
{
    /// <summary>Number of section ids.</summary>
    public const int Count = 13;

    private SectionRange _first;
}
