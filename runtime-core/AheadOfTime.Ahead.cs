namespace Nf.Runtime;

/// <summary>What modules may hold that are compiled to machine code ahead of time, through wabt's wasm2c.</summary>
public static class AheadOfTime
{
    /// <summary>What it takes as it is.</summary>
    /// <remarks>wasm2c 1.0.32 refuses the flags for tail calls and for computed constants; without them it refuses the instructions.</remarks>
    public static ValidationRules Rules => ValidationRules.NoTailCalls | ValidationRules.NoExtendedConstants;

    /// <summary>What a module may hold that can be lowered to what it takes.</summary>
    public static ValidationRules SourceRules => ValidationRules.Source;
}
