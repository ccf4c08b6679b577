using System.Collections.Generic;

namespace Nf.Rig.Tests;

/// <summary>A test point of the Test Anything Protocol.</summary>
internal sealed record TapPoint(
    bool IsOk, string Text, string? SkipReason, IReadOnlyList<TapPoint> Inner, IReadOnlyDictionary<string, string> Diagnostics);
