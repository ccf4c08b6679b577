namespace Nf.Simulator;

/// <summary>A section of a module.</summary>
/// <param name="Id">Its number in the binary format.</param>
/// <param name="Name">Its name; of a custom section also the name that it states.</param>
/// <param name="Offset">Where its content begins in the file.</param>
/// <param name="Size">Bytes of its content.</param>
public sealed record ModuleSection(int Id, string Name, int Offset, int Size);
