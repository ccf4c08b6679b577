namespace Nf.Fuzz;

/// <summary>A call of a case.</summary>
/// <param name="Export">Which export.</param>
/// <param name="Arguments">A cell each.</param>
internal sealed record PackageCall(int Export, ulong[] Arguments);
