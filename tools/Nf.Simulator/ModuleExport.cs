namespace Nf.Simulator;

/// <summary>Something that a module offers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">"function", "memory", "table" or "global".</param>
/// <param name="Type">Of a function or global its type, else empty.</param>
public sealed record ModuleExport(string Name, string Kind, string Type);
