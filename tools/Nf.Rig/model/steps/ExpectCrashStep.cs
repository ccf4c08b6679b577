namespace Nf.Rig;

/// <summary>`expect: {crash: FAULT, guest: NAME}`: the target's crash record.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="WithinNanoseconds">The time that it may take.</param>
/// <param name="Fault">The name of a status; "any"; or "none": nothing was recorded.</param>
/// <param name="Guest">The guest that failed, "host" for the host itself; null: whoever.</param>
public sealed record ExpectCrashStep(RigMark Mark, ulong WithinNanoseconds, string Fault, string? Guest) : ExpectStep(Mark, WithinNanoseconds)
{
    /// <summary>Any fault.</summary>
    public const string Any = "any";

    /// <summary>No record.</summary>
    public const string None = "none";

    /// <summary>The host, instead of a guest.</summary>
    public const string Host = "host";

    /// <inheritdoc/>
    public override string Expected => $"crash record: {Fault}{(Guest == null ? "" : $" of {Guest}")}";
}
