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

    private static string LastLineOf(params string[] arguments)
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

        Assert.AreEqual((int)Status.Ok, process.ExitCode, output);
        return output.TrimEnd().Split('\n')[^1];
    }
}
