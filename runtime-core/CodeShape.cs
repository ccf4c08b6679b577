namespace Nf.Runtime;

/// <summary>What a module's function bodies need at most; decides how much native stack compiling and running them takes.</summary>
public struct CodeShape
{
    /// <summary>Blocks, loops and ifs nested in one another in one function, at most.</summary>
    public int Nesting;

    /// <summary>Loops nested in one another in one function, at most (not counting other blocks between them).</summary>
    public int LoopNesting;

    /// <summary>Parameters and declared locals of one function, at most.</summary>
    public int Locals;

    /// <summary>Operands of one function, at most.</summary>
    public int Operands;

    /// <summary>
    /// Locals and operands of one function together, with what <see cref="ValidationLimits.Values"/> adds for blocks, at most.
    /// </summary>
    public int Values;

    /// <summary>Bytes of the longest function body.</summary>
    public int BodyBytes;
}
