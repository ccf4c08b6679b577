namespace Nf.Runtime;

/// <summary>How deep a module's function bodies nest; decides how much native stack compiling and running it takes.</summary>
public struct CodeShape
{
    /// <summary>Blocks, loops and ifs nested in one another in one function, at most.</summary>
    public int Nesting;

    /// <summary>Loops nested in one another in one function, at most (not counting other blocks between them).</summary>
    public int LoopNesting;
}
