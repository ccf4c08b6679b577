using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace Nf.Cli;

/// <summary>What came of one test project.</summary>
internal sealed record TestResults(string Name, int Passed, int Failed, int Skipped, TimeSpan Time, IReadOnlyList<string> Failures)
{
    private static readonly XNamespace s_schema = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>One line for a person.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}: {Passed} passed, {Failed} failed, {Skipped} skipped in {Time.TotalSeconds:0.0} s");

    /// <summary>A project that could not be run counts as one failure: nobody knows how many tests it has.</summary>
    public static TestResults NotRun(string name, string why, TimeSpan time) => new(name, 0, 1, 0, time, [why]);

    /// <summary>A project of which no test was asked for.</summary>
    public static TestResults None(string name, TimeSpan time) => new(name, 0, 0, 0, time, []);

    /// <summary>Reads the results that the test runner wrote.</summary>
    /// <param name="name">The project.</param>
    /// <param name="path">The runner's TRX file.</param>
    /// <param name="exitCode">The runner's; a failure without a failed test, as a crash behind the last one, counts as one.</param>
    /// <param name="time">How long it took.</param>
    public static TestResults Read(string name, string path, int exitCode, TimeSpan time)
    {
        XElement[] tests = [.. XDocument.Load(path).Descendants(s_schema + "UnitTestResult")];
        string[] failures = [.. tests.Where(test => Outcome(test) is not ("Passed" or "NotExecuted")).Select(test => Describe(name, test))];
        int passed = tests.Count(test => Outcome(test) == "Passed");
        if (exitCode != 0 && failures.Length == 0)
            failures = [$"{name}: the test runner ended with code {exitCode}"];
        return new TestResults(name, passed, failures.Length, tests.Count(test => Outcome(test) == "NotExecuted"), time, failures);
    }

    private static string Outcome(XElement test) => (string?)test.Attribute("outcome") ?? "";

    private static string Describe(string name, XElement test)
    {
        string message = (string?)test.Descendants(s_schema + "Message").FirstOrDefault() ?? Outcome(test);
        return $"{name}: {(string?)test.Attribute("testName")}: {message.ReplaceLineEndings(" ")}";
    }
}
