using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.Simulator;

namespace Nf.Cli.Tests;

/// <summary>The script, the counting of tests, and the chart.</summary>
[TestClass]
public sealed class ToolTests
{
    private static readonly double[] s_flat = [3, 3, 3];
    private static readonly double[] s_steps = [0, 7, 3.5];

    [TestMethod]
    public void The_script_finds_itself_through_a_link_in_a_path_with_a_space()
    {
        using TemporaryFolder folder = new();
        string link = Path.Combine(folder.Path, "my nf");
        File.CreateSymbolicLink(link, Repository.PathOf("nf"));
        NfRun run = NfRun.Program(link, [], ["boards", "--json"]);

        Assert.AreEqual(Status.Ok, run.Status, run.Error);
        Assert.IsTrue(run.Json["boards"]!.AsArray().Count > 0);
    }

    [TestMethod]
    public void Tests_are_counted_from_the_runner_s_results()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("r.trx", """
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
              <UnitTestResult testName="A" outcome="Passed" /><UnitTestResult testName="B" outcome="Passed" />
              <UnitTestResult testName="C" outcome="Failed"><Output><ErrorInfo><Message>Assert failed.
            More.</Message></ErrorInfo></Output></UnitTestResult>
              <UnitTestResult testName="D" outcome="NotExecuted" /><UnitTestResult testName="E" outcome="Timeout" />
            </Results></TestRun>
            """);
        TestResults results = TestResults.Read("P", path, 1, TimeSpan.FromSeconds(1.5));

        Assert.AreEqual((2, 2, 1), (results.Passed, results.Failed, results.Skipped));
        CollectionAssert.AreEqual(new[] { "P: C: Assert failed. More.", "P: E: Timeout" }, results.Failures.ToArray());
    }

    [TestMethod]
    public void A_runner_that_ends_badly_without_a_failed_test_counts_as_a_failure()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("r.trx", """
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
              <UnitTestResult testName="A" outcome="Passed" />
            </Results></TestRun>
            """);

        Assert.AreEqual((1, 1), (TestResults.Read("P", path, 134, default).Passed, TestResults.Read("P", path, 134, default).Failed));
        Assert.AreEqual(0, TestResults.Read("P", path, 0, default).Failed);
    }

    [TestMethod]
    public void A_chart_holds_each_value_until_the_next()
    {
        Assert.AreEqual(" ▁▁█▅▅", Chart.Line(Samples(2, s_steps, 4, 5), 6, 72));
        Assert.AreEqual("▁▁▁", Chart.Line(Samples(1, s_flat, 2, 3), 3, 72));
        Assert.AreEqual(10, Chart.Line(Samples(1, s_steps, 500, 1000), 1000, 10).Length);
    }

    [TestMethod]
    public void A_trace_is_summed_up()
    {
        const string trace = """
            0 gpio PF0 write 0
            1 i2c 0x48 write 00 read ff80
            2 i2c 0x48 write 00 read -> I2cNoAcknowledge
            2 gpio PF0 write 1
            2 log info on
            3 gpio PF0 write 1
            4 gpio PF0 write 0
            4 end Ok
            nonsense
            """;
        TraceSummary summary = new();
        foreach (string line in trace.Split('\n'))
            summary.Add(line);

        Assert.AreEqual(2, summary.Switches["PF0"]);
        Assert.AreEqual(-0.5, summary.Temperatures["0x48"][0].Value);
        Assert.AreEqual(1, summary.Temperatures["0x48"].Count);
        Assert.AreEqual(1, summary.Logs.Count);
    }

    [TestMethod]
    [DataRow(new[] { "run", "--json" }, true)]
    [DataRow(new[] { "run", "x", "--", "--json" }, false)]
    public void What_stands_behind_two_dashes_is_the_guest_s(string[] args, bool expected) =>
        Assert.AreEqual(expected, CommandTree.WantsJson(args));

    private static TraceSample[] Samples(ulong first, double[] values, ulong second, ulong third) =>
        [new(first, values[0]), new(second, values[1]), new(third, values[2])];
}
