namespace Nf.Rig;

/// <summary>A line that a guest, or the host about it, wrote.</summary>
/// <param name="Seconds">When, in seconds of the rig.</param>
/// <param name="Place">The guest's place.</param>
/// <param name="Level">How much it matters: debug, info, warning or error.</param>
/// <param name="Text">What it says.</param>
public sealed record RigLogLine(double Seconds, int Place, string Level, string Text);
