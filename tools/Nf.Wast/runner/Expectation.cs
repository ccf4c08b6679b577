namespace Nf.Wast;

/// <summary>How an action must end.</summary>
public enum Expectation : byte
{
    /// <summary>It ends without a trap; its results do not matter.</summary>
    Nothing = 0,

    /// <summary>It gives these results.</summary>
    Results = 1,

    /// <summary>It traps, for this reason.</summary>
    Trap = 2,

    /// <summary>Its calls exhaust the stack.</summary>
    Exhaustion = 3,
}
