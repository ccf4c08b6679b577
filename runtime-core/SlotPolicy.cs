namespace Nf.Runtime;

/// <summary>What a <see cref="SlotTable{TObject}"/> does with objects that nobody uses any more, and when it is full.</summary>
public enum SlotPolicy
{
    /// <summary>An object leaves with its last use; a full table refuses.</summary>
    Refuse,

    /// <summary>An object stays, so that opening it again is a hit, until its place is needed: the one whose last use ended first goes
    /// first.</summary>
    EvictUnused,
}
