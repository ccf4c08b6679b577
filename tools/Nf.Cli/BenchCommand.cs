using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Emulation;
using Nf.Errors;

namespace Nf.Cli;

/// <summary>`nf bench`: measurements beside their baselines, by the program in bench/.</summary>
internal static class BenchCommand
{
    private static readonly TimeSpan s_limit = TimeSpan.FromHours(2);

    private static readonly string[] s_program = ["run", "-c", "Release", "--project", Repository.PathOf("bench", "Nf.Bench"), "--"];

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
            quick, only, board, CommonOptions.Json(), CreateEngines(terminal),
        };
        command.Add(TreeBenchCommand.Create(terminal));
        command.Add(DaemonBenchCommand.Create(terminal));
        command.SetAction(parsed => terminal.Finish(() =>
            Execute(terminal, Arguments(terminal.IsJson || parsed.GetValue(quick), parsed.GetValue(only), parsed.GetValue(board)))));
        return command;
    }

    private static Command CreateEngines(Terminal terminal)
    {
        Option<bool> quick = new("--quick") { Description = "Under a minute on this machine; less exact." };
        Option<bool> write = new("--write") { Description = "Write docs/PERFORMANCE.md and its pictures." };
        Option<string?> only = new("--only") { Description = "Only kernels whose name contains this.", HelpName = "TEXT" };
        Option<string[]> engine = new("--engine") { Description = "Only these engines, and native code; may be given several times.", HelpName = "NAME" };
        Option<string[]> board = new("--board") { Description = "Only these boards, or none; may be given several times.", HelpName = "NAME" };
        Command command = new("engines", """
            Runs the kernels of bench/kernels on all engines in turns: native code, nf's engines, V8, wabt's interpreter, and wasm3, iwasm,
            wasmtime and wasmer where they are on the PATH. Counts instructions on emulated boards.

            Examples:
              nf bench engines --quick --board none
              nf bench engines --write
            """)
        {
            quick, write, only, engine, board, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() => Execute(terminal,
        [
            .. s_program, "engines",
            .. parsed.GetValue(quick) ? ["--quick"] : Array.Empty<string>(),
            .. parsed.GetValue(write) ? ["--write"] : Array.Empty<string>(),
            .. parsed.GetValue(only) is { } text ? ["--only", text] : Array.Empty<string>(),
            .. (parsed.GetValue(engine) ?? []).SelectMany(name => (string[])["--engine", name]),
            .. (parsed.GetValue(board) ?? []).SelectMany(name => (string[])["--board", name]),
        ])));
        return command;
    }

    // Only the quick measurements have one object to print; the others leave BenchmarkDotNet's reports.
    private static List<string> Arguments(bool isQuick, string? only, string? board)
    {
        List<string> arguments = [.. s_program];
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
        string text = output.ToString();
        if (exitCode != 0 && !text.Contains('{', StringComparison.Ordinal))
            return Failed(exitCode.Value);
        try
        {
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
