using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>`nf bench`: measurements beside their baselines, by the program in bench/.</summary>
internal static class BenchCommand
{
    private static readonly TimeSpan s_limit = TimeSpan.FromHours(2);

    public static Command Create(Terminal terminal)
    {
        Option<bool> quick = new("--quick") { Description = "About a minute instead of many; less exact." };
        Command command = new("bench", """
            Measures the memory library and the engine beside their baselines, in the same run.

            Example: nf bench --quick
            """)
        {
            quick, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() => Execute(terminal, parsed.GetValue(quick))));
        return command;
    }

    private static Outcome Execute(Terminal terminal, bool isQuick)
    {
        List<string> arguments = ["run", "-c", "Release", "--project", Repository.PathOf("bench", "Nf.Bench"), "--"];
        if (isQuick)
            arguments.Add("--quick");
        return terminal.IsJson ? Json(terminal, [.. arguments, "--json"]) : Visible(arguments);
    }

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
