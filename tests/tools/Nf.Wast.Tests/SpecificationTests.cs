using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.Runtime;

namespace Nf.Wast.Tests;

/// <summary>
/// Files of tests in this process and in the no-heap builds: our own, and the specification's own if they are there. They are not part of
/// the project: NF_SPEC_DIR names their folder, else it is shared/spec beside the repository.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class SpecificationTests
{
    private static readonly string[] s_linux = ["linux-x64", "linux-arm64", "linux-arm"];
    private static readonly string[] s_boards = ["mps2-an500", "netduinoplus2", "lm3s6965evb"];
    private static readonly string s_specification =
        Environment.GetEnvironmentVariable("NF_SPEC_DIR") ?? Path.Combine(Repository.Root, "..", "shared", "spec");

    // What nf refuses. A limit is none of these: on a desktop and on Linux nothing of the tests may meet one.
    private static readonly string[] s_refused =
    [
        "text format", "imports between modules", "imported memory", "imported table", "imported global", "reference types", "SIMD",
        "relaxed SIMD", "threads", "exceptions", "memory64", "multiple memories", "multiple tables", "garbage collection",
        "typed function references", "stack switching", "extended constant expressions", "passive segments and segment kinds",
    ];

    private static readonly Lazy<IReadOnlyList<WastFile>> s_files = new(() =>
        [.. OwnFiles().Concat(SpecificationFiles()).Select(WastFile.Read)]);

    private static readonly Lazy<IReadOnlyList<FileOutcome>> s_here = new(() => WastRun.Execute(s_files.Value, new WastOptions()));

    private static bool HasSpecification => Directory.Exists(s_specification);

    private static string[] OwnFiles() => Files(Repository.PathOf("tests", "tools", "Nf.Wast.Tests", "own"));

    private static string[] SpecificationFiles() => HasSpecification ? Files(s_specification) : [];

    private static string[] Files(string folder)
    {
        string[] files = Directory.GetFiles(folder, "*.wast");
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    public static IEnumerable<object[]> OwnNames() => OwnFiles().Select(path => new object[] { Path.GetFileName(path) });

    public static IEnumerable<object[]> SpecificationNames()
    {
        string[] files = SpecificationFiles();
        return files.Length == 0 ? [[""]] : files.Select(path => new object[] { Path.GetFileName(path) });
    }

    public static IEnumerable<object[]> Linux() => s_linux.Select(target => new object[] { target });

    public static IEnumerable<object[]> Boards() => s_boards.Select(target => new object[] { target });

    [TestMethod]
    [DynamicData(nameof(OwnNames))]
    public void Our_own_files_pass_whole(string name)
    {
        FileOutcome outcome = s_here.Value.First(file => file.File.Name == name);
        Assert.AreEqual("", string.Join('\n', outcome.FailureLines.Concat(outcome.UnsupportedLines)));
        Assert.AreNotEqual(0, outcome.Passed);
    }

    [TestMethod]
    [DynamicData(nameof(SpecificationNames))]
    public void Files_of_the_specification_pass_but_for_refused_features(string name)
    {
        SkipWithoutSpecification();
        FileOutcome outcome = s_here.Value.Last(file => file.File.Name == name);
        Assert.AreEqual("", string.Join('\n', outcome.FailureLines));
        Assert.AreEqual("", string.Join('\n', outcome.Unsupported.Select(feature => feature.Key).Except(s_refused)));
    }

    [TestMethod]
    [DataRow(AheadChecks.Guard)]
    [DataRow(AheadChecks.Explicit)]
    public void Compiled_ahead_of_time_all_passes_that_passes_interpreted_and_more(AheadChecks checks)
    {
        IReadOnlyList<FileOutcome> compiled = WastRun.Execute(s_files.Value, new WastOptions { Engine = GuestEngine.Aot, Checks = checks });
        Assert.AreEqual("", string.Join('\n', compiled.SelectMany(file => file.FailureLines)));
        IEnumerable<string> lost = from pair in s_here.Value.Zip(compiled)
                                   from both in pair.First.Commands.Zip(pair.Second.Commands)
                                   where both.First.Verdict == Verdict.Passed && both.Second.Verdict != Verdict.Passed
                                   select $"{pair.First.File.Name}:{both.First.Command.Line}: {both.Second.Feature}";
        Assert.AreEqual("", string.Join('\n', lost));
        SkipWithoutSpecification();
        Assert.IsGreaterThan(s_here.Value.Sum(file => file.Passed), compiled.Sum(file => file.Passed), "references are taken");
    }

    [TestMethod]
    [DynamicData(nameof(Linux))]
    public void A_heapless_program_finds_the_same_as_this_process(string target)
    {
        IReadOnlyList<FileOutcome> there = WastRun.Execute(s_files.Value, new WastOptions { Target = target });
        Assert.AreEqual(Lines(s_here.Value), Lines(there));
        SkipWithoutSpecification();
    }

    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void A_board_finds_the_same_as_far_as_it_has_room(string target)
    {
        IReadOnlyList<FileOutcome> there = WastRun.Execute(s_files.Value, new WastOptions { Target = target });
        List<string> differences = [];
        int passed = 0, limited = 0;
        foreach ((FileOutcome here, FileOutcome file) in s_here.Value.Zip(there))
        {
            foreach ((CommandOutcome expected, CommandOutcome found) in here.Commands.Zip(file.Commands))
            {
                bool isLimited = FeatureName.IsLimit(found.Feature);
                if (isLimited) limited++;
                else if (expected != found)
                    differences.Add($"{here.File.Name}:{found.Command.Line}: {found.Verdict} {found.Feature}{found.Found}");
                if (found.Verdict == Verdict.Passed) passed++;
            }
        }

        Assert.AreEqual("", string.Join('\n', differences));
        Assert.IsGreaterThan(3 * limited, passed, "most of the tests have room");
        SkipWithoutSpecification();
    }

    private static string Lines(IReadOnlyList<FileOutcome> outcomes) => string.Join('\n', outcomes.Select(file =>
        $"{file.File.Name} {file.Passed} {string.Join(", ", file.Unsupported)}\n{string.Join('\n', file.FailureLines)}"));

    private static void SkipWithoutSpecification()
    {
        if (!HasSpecification)
            Assert.Inconclusive($"The specification's tests are not at {s_specification}; NF_SPEC_DIR can name another folder.");
    }
}
