namespace Nf.Emulation;

/// <summary>What a command in a machine came to.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">All that it wrote.</param>
public sealed record ShellAnswer(int Code, string Output);
