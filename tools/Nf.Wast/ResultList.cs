using System.Collections.Generic;

namespace Nf.Wast;

/// <summary>A report that keeps every result by the number of its command.</summary>
internal readonly struct ResultList : IScriptReport
{
    private readonly Dictionary<int, CommandResult> _results;

    public ResultList(Dictionary<int, CommandResult> results) => _results = results;

    /// <inheritdoc/>
    public void Record(in CommandResult result) => _results[result.Number] = result;
}
