namespace Nf.Rig;

/// <summary>A position in a rig file.</summary>
/// <param name="File">The file, as messages name it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public readonly record struct RigMark(string File, int Line, int Column)
{
    /// <summary>As FILE:LINE:COLUMN.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
