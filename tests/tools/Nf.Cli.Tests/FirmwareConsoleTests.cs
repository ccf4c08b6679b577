using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.FirmwareHost;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Cli.Tests;

/// <summary>What an image writes to its console.</summary>
[TestClass]
public sealed class FirmwareConsoleTests
{
    private readonly List<string> _trace = [];
    private readonly List<string> _output = [];

    [TestMethod]
    public void A_run_is_read_from_its_lines()
    {
        string digest = string.Concat(System.Linq.Enumerable.Repeat("a7", 32));
        FirmwareConsole console = Read(
            "hello", "@tick 1", "nf: trace 1 gpio PF0 write 1", "nf: note", "no end of linenf: trace 1 end Ok",
            $"nf: end status=64 ticks=12 result=-3 exit_code=7 stack_used_bytes=1200 stack_bytes=8192 digest={digest}");

        RunReport report = console.Report;
        Assert.IsTrue(console.HasEnded);
        Assert.AreEqual(Status.GuestExited, report.Status);
        Assert.AreEqual(12UL, console.Report.Ticks);
        Assert.AreEqual(-3, console.Report.Result);
        Assert.AreEqual(7, console.Report.ExitCode);
        Assert.AreEqual((1200, 8192), (console.StackUsedBytes, console.StackBytes));
        Assert.AreEqual(digest, Convert.ToHexStringLower(report.Digest));
        CollectionAssert.AreEqual(new[] { "1 gpio PF0 write 1", "1 end Ok" }, _trace);
        CollectionAssert.AreEqual(new[] { "hello", "no end of line" }, _output);
    }

    [TestMethod]
    public void A_refusal_and_frames_are_read()
    {
        FirmwareConsole console = Read(
            "nf: refused detail=15 offset=70 name=70", "nf: frame function=3 offset=513", "nf: end status=35 ticks=0");

        Assert.AreEqual((Status.ImportUnknown, LoadDetail.ImportName), (console.Report.Load.Status, console.Report.Load.Detail));
        Assert.AreEqual(70, console.Report.Load.NameOffset);
        Assert.AreEqual(1U, console.Report.Backtrace.Count);
        Assert.AreEqual((3U, 513U), (console.Report.Backtrace.Frames[0].FunctionIndex, console.Report.Backtrace.Frames[0].ModuleOffset));
    }

    [TestMethod]
    public void More_frames_than_fit_and_half_a_line_do_no_harm()
    {
        FirmwareConsole console = new(_trace.Add, _output.Add);
        for (int i = 0; i < 20; i++)
            console.Take($"nf: frame function={i} offset=x");
        console.Take("nf: ");
        console.Take("nf: end status=");

        Assert.AreEqual((uint)Backtrace.FramesMax, console.Report.Backtrace.Count);
        Assert.IsTrue(console.HasEnded);
    }

    [TestMethod]
    [DataRow("@tick 17", true, 17U)]
    [DataRow("@tick", false, 0U)]
    [DataRow("@tick -1", false, 0U)]
    [DataRow("a @tick 1", false, 0U)]
    public void A_board_asks_for_its_tick(string line, bool expected, uint tick)
    {
        Assert.AreEqual(expected, FirmwareConsole.IsTickRequest(line, out uint found));
        Assert.AreEqual(tick, found);
    }

    private FirmwareConsole Read(params string[] lines)
    {
        FirmwareConsole console = new(_trace.Add, _output.Add);
        foreach (string line in lines)
            console.Take(line);
        return console;
    }
}
