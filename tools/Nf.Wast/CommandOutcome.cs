namespace Nf.Wast;

/// <summary>What came of a command, in words.</summary>
/// <param name="Command">The command.</param>
/// <param name="Verdict">Whether it passed.</param>
/// <param name="Feature">Of an unsupported one: the name it is counted under. Else empty.</param>
/// <param name="Expected">Of a failed one: what it expects.</param>
/// <param name="Found">Of a failed one: what was found instead.</param>
public sealed record CommandOutcome(WastCommand Command, Verdict Verdict, string Feature = "", string Expected = "", string Found = "");
