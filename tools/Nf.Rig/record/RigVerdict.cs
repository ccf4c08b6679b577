namespace Nf.Rig;

/// <summary>What became of a step, or of a whole run.</summary>
public enum RigVerdict
{
    /// <summary>It was done, and was as expected.</summary>
    Passed,

    /// <summary>It was not as expected.</summary>
    Failed,

    /// <summary>It was not done: the target lacks something, or a step before it failed.</summary>
    Skipped,
}
