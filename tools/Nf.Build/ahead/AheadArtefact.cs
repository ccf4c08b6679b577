namespace Nf.Build;

/// <summary>What was compiled ahead of time.</summary>
/// <param name="Name">The package's name, for messages.</param>
/// <param name="Path">The file.</param>
/// <param name="Digest">SHA-256 of the package that it was made from, in hexadecimal.</param>
/// <param name="Symbol">The symbol of its nf_ahead_module.</param>
public sealed record AheadArtefact(string Name, string Path, string Digest, string Symbol);
