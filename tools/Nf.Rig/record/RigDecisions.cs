namespace Nf.Rig;

/// <summary>What a guest did since it was started: two that did the same have the same.</summary>
/// <param name="Place">Its place.</param>
/// <param name="Guest">Its name.</param>
/// <param name="Digest">SHA-256 of its trace in hexadecimal digits.</param>
/// <param name="Ticks">Ticks that it had.</param>
/// <param name="Lines">Lines of its trace.</param>
public sealed record RigDecisions(int Place, string Guest, string Digest, ulong Ticks, ulong Lines);
