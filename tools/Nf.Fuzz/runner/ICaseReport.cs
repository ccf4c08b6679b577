using System;

namespace Nf.Fuzz;

/// <summary>Gets what came of each case of a batch.</summary>
public interface ICaseReport
{
    /// <summary>A line in ASCII, with its end.</summary>
    void Line(ReadOnlySpan<byte> line);
}
