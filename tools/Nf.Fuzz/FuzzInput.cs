namespace Nf.Fuzz;

/// <summary>What an iteration tests.</summary>
/// <param name="Kind">How it was made.</param>
/// <param name="Bytes">A module or a package, sound or not.</param>
internal sealed record FuzzInput(InputKind Kind, byte[] Bytes);
