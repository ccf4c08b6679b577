namespace Nf.Build;

/// <summary>A symbol of an ELF file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its address, without the bit that marks Thumb code.</param>
/// <param name="Bytes">Its size; 0 when not known.</param>
/// <param name="Section">Index of its section; 0 when it is not defined in the file.</param>
public sealed record ElfSymbol(string Name, ulong Address, ulong Bytes, int Section);
