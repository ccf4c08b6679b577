using System.Collections.Generic;
using System.Linq;

namespace Nf.Cli;

/// <summary>What a campaign on one medium came to.</summary>
/// <param name="Medium">The medium's name.</param>
/// <param name="Effort">What a whole update takes.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Results">The cuts.</param>
internal sealed record CutReport(string Medium, UpdateEffort Effort, double Seconds, IReadOnlyList<CutResult> Results)
{
    /// <summary>What was wrong, a line each.</summary>
    public IReadOnlyList<string> Findings { get; } = [.. Results.Select(result => result.Finding).OfType<string>()];

    /// <summary>After how many cuts this ran.</summary>
    public int Count(CutVersion version) => Results.Count(result => result.Runs == version);

    /// <summary>How many cuts were in this stage.</summary>
    public int Count(UpdateStage stage) => Results.Count(result => result.Stage == stage);
}
