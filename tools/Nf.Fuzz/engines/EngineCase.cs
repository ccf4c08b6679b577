using System.Collections.Generic;

namespace Nf.Fuzz;

/// <summary>What both engines shall do the same with.</summary>
/// <param name="Iteration">Its number.</param>
/// <param name="Source">The module as it was made: what a finding keeps.</param>
/// <param name="Package">The package that both run.</param>
/// <param name="Calls">What is called.</param>
internal sealed record EngineCase(long Iteration, byte[] Source, byte[] Package, IReadOnlyList<PackageCall> Calls);
