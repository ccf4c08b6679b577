using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using System.Xml.Linq;
using Nf.Build;
using Nf.Emulation;

namespace Nf.Cli;

/// <summary>`nf test`: every test project, in pairs, but for those that run alone.</summary>
internal static class TestCommand
{
    // What users run, and what `./nf` has built already.
    private const string Configuration = "Release";

    // Most projects keep one processor busy.
    private const int ProjectsAtOnce = 2;

    private static readonly TimeSpan s_buildLimit = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_projectLimit = TimeSpan.FromMinutes(15);

    public static Command Create(Terminal terminal)
    {
        Option<string?> filter = new("--filter")
        {
            Description = "Run the tests whose names contain this, or that match an expression of `dotnet test --filter`.",
            HelpName = "TEXT",
        };
        Command command = new("test", """
            Builds everything and runs every test, those in emulators included. The last line counts them.

            Example: nf test
            """)
        {
            filter, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() => Execute(terminal, parsed.GetValue(filter))));
        return command;
    }

    private static Outcome Execute(Terminal terminal, string? filter)
    {
        string logs = Directory.CreateDirectory(Repository.PathOf("build", "test")).FullName;
        string[] projects = Directory.GetFiles(Repository.PathOf("tests"), "*.Tests.csproj", SearchOption.AllDirectories);
        Array.Sort(projects, StringComparer.Ordinal);
        terminal.Progress("building the tests");
        // Side by side they build in half the time; when that fails, each for itself, the one that fails is named.
        bool isBuilt = TryBuild(Repository.PathOf("tests", "tests.proj"), Path.Combine(logs, "build.log"));
        SortedDictionary<string, TestResults> results = new(StringComparer.Ordinal);
        ILookup<bool, string> lanes = projects.ToLookup(project => !isBuilt || RunsAlone(project));
        Parallel.ForEach(
            Partitioner.Create(lanes[false], EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = ProjectsAtOnce }, Run);
        foreach (string project in lanes[true])
            Run(project);
        return Conclude([.. results.Values]);

        void Run(string project)
        {
            string name = Path.GetFileNameWithoutExtension(project);
            Tell(name);
            TestResults result = RunProject(project, name, filter, logs, isBuilt);
            lock (results)
                results.Add(project, result);
            Tell(result.Summary);
            foreach (string failure in result.Failures)
                terminal.Error.WriteLine($"  FAILED {failure}");
        }

        void Tell(string text)
        {
            lock (results)
                terminal.Progress($"[{results.Count}/{projects.Length}] {text}");
        }
    }

    // Tests of what happens in time have the machine for themselves: their project says so.
    private static bool RunsAlone(string project) => XDocument.Load(project).Descendants("RunsAlone").Any(element => (bool)element);

    private static TestResults RunProject(string project, string name, string? filter, string logs, bool isBuilt)
    {
        Stopwatch clock = Stopwatch.StartNew();
        string log = Path.Combine(logs, name + ".log"), trx = Path.Combine(logs, name + ".trx");
        File.Delete(trx);
        string where = $"(log: {Repository.Relative(log)})";
        if (!isBuilt && !TryBuild(project, log))
            return TestResults.NotRun(name, $"{name} does not build {where}", clock.Elapsed);
        List<string> arguments = ["test", project, "-c", Configuration, "--no-build", "-nologo", "--results-directory", logs];
        arguments.AddRange(["--settings", Repository.PathOf("tests", "tests.runsettings")]);
        arguments.AddRange(["--logger", $"trx;LogFileName={name}.trx"]);
        if (filter != null)
            arguments.AddRange(["--filter", filter]);
        int? exitCode = Logged(arguments, s_projectLimit, log);
        if (exitCode == null)
            return TestResults.NotRun(name, $"{name} did not end within {s_projectLimit.TotalMinutes} minutes {where}", clock.Elapsed);
        if (File.Exists(trx))
            return TestResults.Read(name, trx, exitCode.Value, clock.Elapsed);
        return exitCode == 0 && filter != null
            ? TestResults.None(name, clock.Elapsed)
            : TestResults.NotRun(name, $"{name} gave no results, exit code {exitCode} {where}", clock.Elapsed);
    }

    private static bool TryBuild(string project, string log) =>
        Logged(["build", project, "-c", Configuration, "-nologo", "-v", "q"], s_buildLimit, log) == 0;

    // The exit code; null when it did not end in time.
    private static int? Logged(List<string> arguments, TimeSpan limit, string log)
    {
        using StreamWriter writer = new(log);
        return ChildProcess.Run("dotnet", arguments, limit, Write, Write);

        void Write(string line)
        {
            lock (writer)
                writer.WriteLine(line);
        }
    }

    private static Outcome Conclude(List<TestResults> results)
    {
        int passed = results.Sum(result => result.Passed);
        int failed = results.Sum(result => result.Failed);
        int skipped = results.Sum(result => result.Skipped);
        JsonArray list = [];
        foreach (TestResults result in results)
        {
            list.Add((JsonNode)new JsonObject
            {
                ["name"] = result.Name,
                ["passed"] = result.Passed,
                ["failed"] = result.Failed,
                ["skipped"] = result.Skipped,
                ["seconds"] = Math.Round(result.Time.TotalSeconds, 1),
                ["failures"] = new JsonArray([.. result.Failures.Select(failure => (JsonNode)failure)]),
            });
        }
        JsonObject fields = new() { ["passed"] = passed, ["failed"] = failed, ["skipped"] = skipped, ["projects"] = list };
        bool isGreen = failed == 0 && passed > 0;
        string count = $"{passed} passed, {failed} failed" + (skipped == 0 ? "" : $", {skipped} skipped");
        return new Outcome(isGreen ? Status.Ok : Status.TestFailed, fields) { Show = terminal => Show(terminal, results, count) };
    }

    private static void Show(Terminal terminal, List<TestResults> results, string count)
    {
        foreach (TestResults result in results)
            terminal.Output.WriteLine(result.Summary);
        foreach (string failure in results.SelectMany(result => result.Failures))
            terminal.Output.WriteLine($"FAILED {failure}");
        terminal.Output.WriteLine(count);
    }
}
