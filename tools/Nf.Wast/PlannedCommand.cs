namespace Nf.Wast;

/// <summary>A command, and what is known of it before it runs.</summary>
/// <param name="Command">The command.</param>
/// <param name="Unsupported">Why it is not run: the name of a feature; null when it is in the script.</param>
internal sealed record PlannedCommand(WastCommand Command, string? Unsupported);
