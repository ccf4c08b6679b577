using System;
using System.Text.Json.Nodes;

namespace Nf.Cli;

/// <summary>What a verb came to: the exit code, what --json prints, and how to show it to a person.</summary>
/// <param name="Status">Also the exit code.</param>
/// <param name="Fields">The keys of the JSON object besides status, status_name and error.</param>
/// <param name="Error">What went wrong, in one line; null when nothing did.</param>
internal sealed record Outcome(Status Status, JsonObject Fields, string? Error = null)
{
    /// <summary>Shows it to a person; errors are printed without it.</summary>
    public Action<Terminal>? Show { get; init; }

    /// <summary>A failure that has nothing but its message.</summary>
    public static Outcome Failure(Status status, string error) => new(status, [], error);
}
