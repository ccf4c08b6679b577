namespace Nf.Rig;

/// <summary>What a step needs of its target.</summary>
/// <param name="Ability">The ability.</param>
/// <param name="Wire">The wire that it is about; null when it is about none.</param>
public readonly record struct RigNeed(RigAbility Ability, RigWire? Wire = null);
