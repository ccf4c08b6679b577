using Nf.Runtime;

namespace Nf.Simulator;

/// <summary>Whether an engine can run a module as it is, or what can be made of it, and why not.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="WhyNot">Why it cannot, in one line; null when it can.</param>
/// <param name="Error">The same for programs: the feature, its offset and the function; nothing when it can.</param>
public sealed record EngineVerdict(GuestEngine Engine, string? WhyNot, LoadError Error);
