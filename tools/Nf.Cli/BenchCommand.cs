using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Errors;

namespace Nf.Cli;

/// <summary>`nf bench`: measurements beside their baselines, by the program in bench/.</summary>
internal static class BenchCommand
{
    private static readonly TimeSpan s_limit = TimeSpan.FromHours(2);

    public static Command Create(Terminal terminal)
    {
        Option<bool> quick = new("--quick") { Description = "About a minute instead of many; less exact." };
        Option<string?> only = new("--only") { Description = "Only comparisons whose name contains this; quick ones." };
        Option<string?> board = new("--board") { Description = "The allocator's worst case on this emulated board, in instructions." };
        Command command = new("bench", """
            Measures the memory library and the engine beside their baselines, in the same run.

            Example: nf bench --quick
            """)
        {
            quick, only, board, CommonOptions.Json(),
        };
        command.Add(TreeBenchCommand.Create(terminal));
        command.SetAction(parsed => terminal.Finish(() =>
            Execute(terminal, Arguments(terminal.IsJson || parsed.GetValue(quick), parsed.GetValue(only), parsed.GetValue(board)))));
        return command;
    }

    // Only the quick measurements have one object to print; the others leave BenchmarkDotNet's reports.
    private static List<string> Arguments(bool isQuick, string? only, string? board)
    {
        List<string> arguments = ["run", "-c", "Release", "--project", Repository.PathOf("bench", "Nf.Bench"), "--"];
        if (board != null)
            return [.. arguments, "--board", board];
        if (only != null)
            return [.. arguments, "--quick", "--only", only];
        return isQuick ? [.. arguments, "--quick"] : arguments;
    }

    private static Outcome Execute(Terminal terminal, List<string> arguments) =>
        terminal.IsJson ? Json(terminal, [.. arguments, "--json"]) : Visible(arguments);

    private static Outcome Visible(List<string> arguments)
    {
        int exitCode = ChildProcess.RunVisibly("dotnet", arguments);
        return exitCode == 0 ? new Outcome(Status.Ok, []) : Failed(exitCode);
    }

    private static Outcome Json(Terminal terminal, List<string> arguments)
    {
        StringBuilder output = new();
        int? exitCode = ChildProcess.Run("dotnet", arguments, s_limit, line => output.AppendLine(line), terminal.Error.WriteLine);
        if (exitCode == null)
            throw new NfException(Status.TimedOut, $"The measurements did not end within {s_limit.TotalHours} hours.");
        try
        {
            string text = output.ToString();
            JsonObject fields = JsonNode.Parse(text[Math.Max(text.IndexOf('{', StringComparison.Ordinal), 0)..])!.AsObject();
            foreach (string own in new[] { "status", "status_name", "error" })
                fields.Remove(own);
            return exitCode == 0 ? new Outcome(Status.Ok, fields) : Failed(exitCode.Value) with { Fields = fields };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new NfException(Status.BuildFailed, $"bench/Nf.Bench printed no JSON object (exit code {exitCode}); run it by itself: " +
                "dotnet run -c Release --project bench/Nf.Bench", error);
        }
    }

    private static Outcome Failed(int exitCode) => Outcome.Failure(
        Enum.IsDefined((Status)exitCode) ? (Status)exitCode : Status.BuildFailed,
        $"bench/Nf.Bench ended with code {exitCode}; what it says stands above.");
}
