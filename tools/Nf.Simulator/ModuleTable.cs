using Nf.Runtime;

namespace Nf.Simulator;

/// <summary>A table of a module.</summary>
/// <param name="Type">What its elements are, as "funcref".</param>
/// <param name="Limits">Its limits in elements.</param>
public sealed record ModuleTable(string Type, Limits Limits);
