using System.Collections.Generic;

namespace Nf.Build;

/// <summary>Packages that were compiled at once.</summary>
/// <param name="Path">The shared object; its modules are found by their packages' digests.</param>
/// <param name="Refusals">Why packages are not in it, by their index in the request.</param>
public sealed record AheadBatchArtefact(string Path, IReadOnlyDictionary<int, string> Refusals);
