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
    [DataRow("lm3s6965evb", 'N', "processor fault")]
    [DataRow("lm3s6965evb", 'w', "processor fault")]
    [DataRow("lm3s6965evb", 'x', "processor fault")]
    [DataRow("lm3s6965evb", 'm', "processor fault")]
    [DataRow("netduinoplus2", 'w', "processor fault")]
    [DataRow("netduinoplus2", 'x', "processor fault")]
    [DataRow("mps2-an500", 'w', "processor fault")]
    [DataRow("mps2-an500", 'x', "processor fault")]
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

    // CFSR: 0x82 a forbidden access with its address in MMFAR, 0x01 a forbidden execution. Source: Arm DDI 0403, B3.2.15.
    [TestMethod]
    [DataRow("lm3s6965evb", 'N', "00000009", "00000082", "00000004")]
    [DataRow("lm3s6965evb", 'n', "00000009", "00000082", "00000000")]
    [DataRow("lm3s6965evb", 'm', "00000009", "00000082", "30000000")]
    [DataRow("lm3s6965evb", 'w', "00000009", "00000082", null)]
    [DataRow("lm3s6965evb", 'x', "00000009", "00000001", null)]
    [DataRow("lm3s6965evb", 's', "0000000a", null, null)]
    [DataRow("lm3s6965evb", 'f', "0000000a", null, null)]
    [DataRow("lm3s6965evb", 'd', "00000004", "00000000", null)]
    [DataRow("netduinoplus2", 'N', "00000009", "00000082", "00000004")]
    [DataRow("netduinoplus2", 'x', "00000009", "00000001", null)]
    [DataRow("netduinoplus2", 's', "0000000a", null, null)]
    [DataRow("mps2-an500", 'N', "00000009", "00000082", "00000004")]
    [DataRow("mps2-an500", 'w', "00000009", "00000082", null)]
    [DataRow("mps2-an500", 'x', "00000009", "00000001", null)]
    [DataRow("mps2-an500", 's', "0000000a", null, null)]
    public void A_program_that_stays_writes_the_fault_down_and_restarts(string board, char kind, string fault, string? status, string? address)
    {
        EmulatorResult result = Run(board, kind, isResident: true);

        Assert.AreEqual(Status.Ok, result.Status, result.Errors);
        Assert.AreEqual(0, result.ExitCode, string.Join('|', result.Lines));
        CollectionAssert.Contains(result.Lines.ToArray(), $"kind {fault}");
        CollectionAssert.Contains(result.Lines.ToArray(), "boots 00000002");
        if (status is not null)
            CollectionAssert.Contains(result.Lines.ToArray(), $"cfsr {status}");
        if (address is not null)
            CollectionAssert.Contains(result.Lines.ToArray(), $"mmfar {address}");
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

    private static EmulatorResult Run(string board, char kind, bool isResident = false) => Run(board, kind, new BuildRequest
    {
        Board = board,
        Program = isResident ? "faults-resident" : "faults",
        IsResident = isResident,
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
