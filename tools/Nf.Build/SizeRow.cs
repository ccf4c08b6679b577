namespace Nf.Build;

/// <summary>What one component takes.</summary>
/// <param name="Component">Its name.</param>
/// <param name="FlashBytes">Bytes of the image.</param>
/// <param name="RamBytes">Bytes of static memory.</param>
public sealed record SizeRow(string Component, long FlashBytes, long RamBytes);
