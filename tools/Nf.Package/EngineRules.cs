using Nf.Runtime;

namespace Nf.Package;

/// <summary>What an engine takes, and so what is lowered for it.</summary>
/// <param name="Rules">What its packages may hold.</param>
/// <param name="Source">What a module may hold that is packed for it.</param>
internal readonly record struct EngineRules(ValidationRules Rules, ValidationRules Source)
{
    /// <summary>An engine's rules.</summary>
    public static EngineRules Of(GuestEngine engine) => engine == GuestEngine.Aot
        ? new EngineRules(AheadOfTime.Rules, AheadOfTime.SourceRules)
        : new EngineRules(Interpreter.Rules, Interpreter.SourceRules);

    /// <summary>Whether values of blocks go through locals.</summary>
    public bool LowersBlocks => Rules.HasFlag(ValidationRules.NoBlockValues);

    /// <summary>Whether passive segments become bytes of nf.passive, and their instructions calls of nf.lower.</summary>
    public bool LowersBulk => Rules.HasFlag(ValidationRules.NoBulkInstructions);
}
