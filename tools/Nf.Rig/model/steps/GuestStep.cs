using Nf.FirmwareHost;

namespace Nf.Rig;

/// <summary>`start`, `stop`, `restart`, `confirm`, `rollback`: something is done with one guest.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Order">What.</param>
/// <param name="Guest">The guest's name, or its place.</param>
public sealed record GuestStep(RigMark Mark, MessageType Order, string Guest) : RigStep(Mark)
{
    /// <inheritdoc/>
    public override string Text => $"{Order switch { MessageType.RollBack => "roll back", var order => $"{order}".ToLowerInvariant() }} {Guest}";
}
