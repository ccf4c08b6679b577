using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.Runtime;
using Nf.Errors;

namespace Nf.OnTarget.Tests;

/// <summary>The self-tests with guests that were compiled ahead of time: the list of the interpreter, but for what only that can be asked.</summary>
[TestClass]
[DoNotParallelize]
public sealed class CompiledSelfTests
{
    // A supervisor takes guests that come when the image is long built: only an interpreter can run them.
    private const string SupervisionProgram = "selftest-supervision";
    private const string SupervisionPrefix = "supervision.";

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);

    // What the compiler refuses instead, and how the interpreter's own compiler and its nesting are kept in bounds.
    private static readonly string[] s_ofInterpreter =
    [
        "refuse.block-parameters", "refuse.block-results", "refuse.huge-counts", "refuse.import-global", "refuse.import-memory",
        "refuse.import-table", "stack.nested-blocks", "stack.nested-loops",
    ];

    private struct Collector : IReport
    {
        public List<string> Lines { get; init; }

        public readonly void Record(ReadOnlySpan<byte> name, bool passed) => Lines.Add((passed ? "ok " : "FAILED ") + Encoding.ASCII.GetString(name));

        public readonly void Record(ReadOnlySpan<byte> name, in Check check) => Lines.Add(check.FailedLine == 0
            ? "ok " + Encoding.ASCII.GetString(name)
            : $"FAILED {Encoding.ASCII.GetString(name)} line {check.FailedLine} expected {check.Expected} found {check.Found}");
    }

    [TestMethod]
    [DataRow(AheadChecks.Guard)]
    [DataRow(AheadChecks.Explicit)]
    public void They_pass_on_dotnet(AheadChecks checks)
    {
        string[] expected = Expected("linux-x64");
        Collector collector = new() { Lines = [] };
        AheadGuests.Use(CompiledGuests.Libraries(checks));
        try
        {
            SelfTests.Run(ref collector);
        }
        finally
        {
            AheadGuests.Use([]);
        }

        AssertPassed(expected, collector.Lines);
    }

    [TestMethod]
    [DataRow("linux-x64", AheadChecks.Guard)]
    [DataRow("linux-x64", AheadChecks.Explicit)]
    [DataRow("linux-arm64", AheadChecks.Guard)]
    [DataRow("linux-arm", AheadChecks.Explicit)]
    [DataRow("lm3s6965evb", AheadChecks.Explicit)]
    [DataRow("netduinoplus2", AheadChecks.Explicit)]
    [DataRow("mps2-an500", AheadChecks.Explicit)]
    public void They_pass_in_images(string target, AheadChecks checks)
    {
        List<string> lines = [];
        foreach (string program in TargetSelfTests.Programs.Where(program => program != SupervisionProgram))
            lines.AddRange(RunImage(target, program, checks));
        AssertPassed(Expected(target), lines);
    }

    /// <summary>Without a heap, too: a fault that no guest made is reported by the handler that was there first, and ends the program.</summary>
    [TestMethod]
    [DataRow("linux-x64")]
    [DataRow("linux-arm64")]
    public void A_null_pointer_after_a_guest_s_fault_ends_the_program(string target)
    {
        string image = BuildImage(target, "selftest", AheadChecks.Guard);
        EmulatorResult result = Emulator.Run(BoardReader.Read(target), image, s_limit, ["null"]);

        Assert.Contains("ok trap.store-beyond", result.Lines);
        Assert.AreEqual((int)Status.InternalError, result.ExitCode, result.Errors);
        StringAssert.Contains(result.Errors, "nf: fault: null reference");
    }

    [TestMethod]
    public void What_the_interpreter_refuses_is_not_compiled()
    {
        foreach (string name in CompiledGuests.Refused)
        {
            NfException error = Assert.ThrowsExactly<NfException>(
                () => CompiledGuests.Compile(CompiledGuests.Hostile(name), AheadChecks.Explicit), name);
            Assert.AreEqual(Status.FeatureNotSupported, error.Status, name);
        }
    }

    private static string[] Expected(string target) =>
    [
        .. ManagedSelfTests.Names().Select(name => (string)name[0]).Except(s_ofInterpreter).Where(name => !IsOfSupervision(name))
            .Where(name => target.StartsWith("linux-", StringComparison.Ordinal) || !TargetSelfTests.NeedsLinux(name)).Order(StringComparer.Ordinal),
    ];

    private static bool IsOfSupervision(string name) => name.StartsWith(SupervisionPrefix, StringComparison.Ordinal);

    private static void AssertPassed(string[] expected, List<string> lines)
    {
        string[] failed = [.. lines.Where(line => !line.StartsWith("ok ", StringComparison.Ordinal))];
        Assert.IsEmpty(failed, string.Join('\n', failed));
        string[] passed = [.. lines.Select(line => line.Split(' ')[1]).Where(name => !IsOfSupervision(name)).Order(StringComparer.Ordinal)];
        CollectionAssert.AreEqual(expected, passed,
            $"missing: {string.Join(' ', expected.Except(passed))}; not expected: {string.Join(' ', passed.Except(expected))}");
    }

    private static IEnumerable<string> RunImage(string target, string program, AheadChecks checks)
    {
        EmulatorResult result = Emulator.Run(BoardReader.Read(target), BuildImage(target, program, checks), s_limit);
        string last = result.Lines.Count == 0 ? "" : result.Lines[^1];
        Assert.IsTrue(last.StartsWith("selftest ", StringComparison.Ordinal), $"{target} {program} ended with '{last}': {result.Errors}");
        return result.Lines.Where(line => line.StartsWith("ok ", StringComparison.Ordinal) || line.StartsWith("FAILED ", StringComparison.Ordinal));
    }

    private static string BuildImage(string target, string program, AheadChecks checks)
    {
        BuildResult build = FirmwareBuilder.Build(new BuildRequest
        {
            Board = target,
            Program = program,
            Engine = GuestEngine.Aot,
            Checks = checks,
            MoreGuests = CompiledGuests.Packages,
        });
        Assert.AreEqual(Status.Ok, build.Status, build.Message);
        return build.ImagePath;
    }
}
