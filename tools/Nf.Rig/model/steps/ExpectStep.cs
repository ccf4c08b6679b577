namespace Nf.Rig;

/// <summary>`expect`: something has to be so, at once or within a time.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="WithinNanoseconds">The time that it may take; 0: it has to be so now.</param>
public abstract record ExpectStep(RigMark Mark, ulong WithinNanoseconds) : RigStep(Mark)
{
    /// <summary>What is expected, in words, without the time.</summary>
    public abstract string Expected { get; }

    /// <inheritdoc/>
    public override string Text => WithinNanoseconds == 0
        ? $"expect {Expected}"
        : $"expect {Expected} within {RigText.Duration(WithinNanoseconds)}";
}
