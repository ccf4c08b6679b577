using System.Collections.Generic;
using System.Linq;

namespace Nf.Wast;

/// <summary>What came of a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Commands">What came of each of its commands, in order.</param>
public sealed record FileOutcome(WastFile File, IReadOnlyList<CommandOutcome> Commands)
{
    /// <summary>Commands that passed.</summary>
    public int Passed => Commands.Count(command => command.Verdict == Verdict.Passed);

    /// <summary>Commands that failed; a file that is not understood counts as one.</summary>
    public int Failed => Commands.Count(command => command.Verdict == Verdict.Failed) + (File.Fault == null ? 0 : 1);

    /// <summary>Commands that showed nothing, by the feature's name, sorted.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Unsupported => CountFeatures(Commands);

    /// <summary>What failed, a line each: file and line, command, what was expected, what was found.</summary>
    public IEnumerable<string> FailureLines
    {
        get
        {
            if (File.Fault != null) yield return $"{File.Name}: {File.Fault}";
            foreach (CommandOutcome command in Commands.Where(command => command.Verdict == Verdict.Failed))
            {
                yield return $"{File.Name}:{command.Command.Line}: {OutcomeText.Name(command.Command)}: " +
                    $"expected {command.Expected}, found {command.Found}";
            }
        }
    }

    /// <summary>What showed nothing, a line each: file and line, command, feature.</summary>
    public IEnumerable<string> UnsupportedLines => Commands.Where(command => command.Verdict == Verdict.Unsupported)
        .Select(command => $"{File.Name}:{command.Command.Line}: {OutcomeText.Name(command.Command)}: {command.Feature}");

    /// <summary>Counts unsupported commands by feature, sorted by name.</summary>
    public static IReadOnlyList<KeyValuePair<string, int>> CountFeatures(IEnumerable<CommandOutcome> commands) =>
    [
        .. commands.Where(command => command.Verdict == Verdict.Unsupported).GroupBy(command => command.Feature)
            .Select(group => KeyValuePair.Create(group.Key, group.Count())).OrderBy(pair => pair.Key, System.StringComparer.Ordinal),
    ];
}
