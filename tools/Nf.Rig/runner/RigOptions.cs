namespace Nf.Rig;

/// <summary>How a rig is run.</summary>
/// <param name="Target">The target, as on the command line.</param>
/// <param name="Seed">What all random choices follow from.</param>
/// <param name="KeepGoing">Whether the run goes on behind a step that failed.</param>
public sealed record RigOptions(string Target, ulong Seed, bool KeepGoing = false);
