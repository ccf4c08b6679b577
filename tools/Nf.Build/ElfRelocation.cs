namespace Nf.Build;

/// <summary>A place in an object file that refers to a symbol.</summary>
/// <param name="Section">Index of the section that holds the place.</param>
/// <param name="Offset">The place in it.</param>
/// <param name="Symbol">The symbol's name.</param>
public sealed record ElfRelocation(int Section, ulong Offset, string Symbol);
