using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;

namespace Nf.OnTarget.Tests;

/// <summary>No guest ends a .NET process: the self-tests, and a crowd of guests, in a process whose end is looked at.</summary>
[TestClass]
public sealed class ProcessTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    [TestMethod]
    public void The_self_tests_come_to_their_end()
    {
        int tests = ManagedSelfTests.Names().Count();
        Assert.AreEqual($"selftest {tests} 0", LastLineOf());
    }

    [TestMethod]
    public void Guests_that_trap_on_64_threads_at_once_leave_the_process_alone() =>
        Assert.AreEqual("stress 6400 0", LastLineOf("stress", "64", "100"));

    [TestMethod]
    [DataRow(AheadChecks.Guard)]
    [DataRow(AheadChecks.Explicit)]
    public void Compiled_guests_that_trap_on_64_threads_at_once_leave_the_process_alone(AheadChecks checks) =>
        Assert.AreEqual("stress 6400 0", LastLineOf(["stress", "64", "100", .. Libraries(checks)]));

    [TestMethod]
    public void Null_references_stay_exceptions_beside_guard_pages() =>
        Assert.AreEqual("null-references 64000 0", LastLineOf(["null-references", "8", "2000", .. Libraries(AheadChecks.Guard)]));

    /// <summary>A fault that is nobody's goes to whoever was there before: .NET, which ends the process by the signal.</summary>
    [TestMethod]
    public void A_fault_outside_of_guests_ends_the_process()
    {
        const int Aborted = 128 + 6, SegmentationFault = 128 + 11;
        (int exitCode, string output) = Run(["native-fault", .. Libraries(AheadChecks.Guard)]);
        StringAssert.StartsWith(output, "trapped");
        Assert.IsTrue(exitCode is SegmentationFault or Aborted, $"exit code {exitCode}");
    }

    private static string[] Libraries(AheadChecks checks) =>
        [.. new[] { "traps", "stacks" }.Select(name => CompiledGuests.Compile(CompiledGuests.Hostile(name), checks).Path)];

    private static string LastLineOf(params string[] arguments)
    {
        (int exitCode, string output) = Run(arguments);
        Assert.AreEqual((int)Status.Ok, exitCode, output);
        return output.TrimEnd().Split('\n')[^1];
    }

    private static (int ExitCode, string Output) Run(string[] arguments)
    {
        string configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!;
        string program = Repository.PathOf(
            "tests", "on-target", "Nf.OnTarget.Child", "bin", configuration, "net10.0", "Nf.OnTarget.Child.dll");
        ProcessStartInfo start = new("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(s_limit))
        {
            process.Kill();
            Assert.Fail("it does not end: " + output);
        }

        return (process.ExitCode, output);
    }
}
