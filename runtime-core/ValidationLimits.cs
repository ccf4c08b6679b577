namespace Nf.Runtime;

/// <summary>How much of a function body the validator looks at, at once; decides how much scratch memory it needs.</summary>
public struct ValidationLimits
{
    /// <summary>
    /// Parameters, locals and operands of one function together, at most; for each open block also its parameters and results.
    /// Each takes one byte.
    /// </summary>
    public int Values;

    /// <summary>Blocks nested in one another in one function, at most; the body itself does not count. Each takes 32 bytes.</summary>
    public int Nesting;
}
