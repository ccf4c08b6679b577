using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Build.Tests;

/// <summary>A program that breaks says how, and stops with the code of an internal error: on Linux and on a board.</summary>
[TestClass]
[DoNotParallelize]
public sealed class FaultTests
{
    private const string IndexOutOfRange = "index out of range";
    private const string StackOverflow = "stack overflow";

    [TestMethod]
    [DataRow("linux-x64", 'i', IndexOutOfRange)]
    [DataRow("linux-x64", 'l', IndexOutOfRange)]
    [DataRow("linux-x64", 'd', "divide by zero")]
    [DataRow("linux-x64", 'D', "divide by zero")]
    [DataRow("linux-x64", 'o', "arithmetic overflow")]
    [DataRow("linux-x64", 'n', "null reference")]
    [DataRow("linux-x64", 's', StackOverflow)]
    [DataRow("linux-arm64", 's', StackOverflow)]
    [DataRow("linux-arm", 's', StackOverflow)]
    [DataRow("linux-x64", 'f', StackOverflow)]
    [DataRow("linux-x64", 'v', "nullable without a value")]
    [DataRow("lm3s6965evb", 'i', IndexOutOfRange)]
    [DataRow("lm3s6965evb", 'l', IndexOutOfRange)]
    [DataRow("lm3s6965evb", 'd', "divide by zero")]
    [DataRow("lm3s6965evb", 'D', "divide by zero")]
    [DataRow("lm3s6965evb", 'o', "arithmetic overflow")]
    [DataRow("lm3s6965evb", 'n', "processor fault")]
    [DataRow("lm3s6965evb", 's', StackOverflow)]
    [DataRow("lm3s6965evb", 'v', "nullable without a value")]
    [DataRow("lm3s6965evb", 'f', StackOverflow)]
    [DataRow("netduinoplus2", 's', StackOverflow)]
    [DataRow("netduinoplus2", 'f', StackOverflow)]
    [DataRow("mps2-an500", 's', StackOverflow)]
    [DataRow("mps2-an500", 'f', StackOverflow)]
    public void A_fault_is_reported_and_ends_the_program(string board, char kind, string message)
    {
        EmulatorResult result = Run(board, kind);

        Assert.AreEqual(Status.Ok, result.Status, result.Errors);
        Assert.AreEqual((int)(message == StackOverflow ? Status.StackExhausted : Status.InternalError), result.ExitCode);
        string[] reports = [.. result.Lines.Concat(result.Errors.Split('\n')).Where(line => line.StartsWith("nf: fault: ", StringComparison.Ordinal))];
        Assert.AreEqual(1, reports.Length, string.Join('|', result.Lines) + result.Errors);
        StringAssert.StartsWith(reports[0], $"nf: fault: {message} at 0x");
    }

    [TestMethod]
    [DataRow("linux-x64")]
    [DataRow("linux-arm64")]
    [DataRow("linux-arm")]
    public void The_thread_that_guests_run_on_has_a_guard_and_a_report_too(string target)
    {
        // The self-tests' image overflows its guest thread's stack when its guest package says so.
        EmulatorResult result = Run(target, 's', new BuildRequest { Board = target, Program = "selftest" });

        Assert.AreEqual((int)Status.StackExhausted, result.ExitCode, result.Errors);
        StringAssert.Contains(result.Errors, "nf: fault: stack overflow at 0x");
    }

    [TestMethod]
    [DataRow("linux-x64")]
    [DataRow("linux-arm64")]
    [DataRow("linux-arm")]
    [DataRow("lm3s6965evb")]
    [DataRow("netduinoplus2")]
    [DataRow("mps2-an500")]
    public void The_exit_code_of_the_program_comes_through(string board) => Assert.AreEqual(3, Run(board, '3').ExitCode);

    private static EmulatorResult Run(string board, char kind) => Run(board, kind, new BuildRequest
    {
        Board = board,
        Program = "faults",
        SourcePath = Repository.PathOf("tests", "on-target-faults", "Faults.cs"),
    });

    private static EmulatorResult Run(string board, char kind, BuildRequest request)
    {
        string folder = Directory.CreateTempSubdirectory("nf fault ").FullName;
        string guest = Path.Combine(folder, $"fault-{(int)kind}.bin");
        File.WriteAllText(guest, kind.ToString());
        BuildResult image = FirmwareBuilder.Build(request with { GuestPath = guest });
        Directory.Delete(folder, recursive: true);
        Assert.AreEqual(Status.Ok, image.Status, image.Message);
        return Emulator.Run(BoardReader.Read(board), image.ImagePath, TimeSpan.FromSeconds(60));
    }
}
