using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Rig.Tests;

[TestClass]
public sealed class TapTests
{
    [TestMethod]
    public void A_reader_of_the_protocol_sees_every_step()
    {
        RigRun[] runs = [SampleRuns.Passed, SampleRuns.Failed];
        TapPoint[] points = [.. TapReader.Read(TapReport.Of(runs))];
        CollectionAssert.AreEqual(new[] { true, false }, points.Select(point => point.IsOk).ToArray());
        for (int run = 0; run < runs.Length; run++)
        {
            CollectionAssert.AreEqual(runs[run].Steps.Select(step => step.Text).ToArray(), points[run].Inner.Select(point => point.Text).ToArray());
            CollectionAssert.AreEqual(runs[run].Steps.Select(step => step.Verdict == RigVerdict.Skipped ? step.Reason : null).ToArray(),
                points[run].Inner.Select(point => point.SkipReason).ToArray());
        }
        Assert.IsFalse(points[1].Inner[1].IsOk);
        Assert.AreEqual("heater was 0 for 500 ms", points[1].Inner[1].Diagnostics["message"]);
        Assert.AreEqual("heater 1", points[1].Inner[1].Diagnostics["expected"]);
        Assert.AreEqual("heater 0", points[1].Inner[1].Diagnostics["seen"]);
        Assert.AreEqual("rigs/thermostat.yaml 12 8", string.Join(' ', new[] { "file", "line", "seed" }.Select(key => points[1].Inner[1].Diagnostics[key])));
    }

    [TestMethod]
    public void No_text_forges_a_line_or_a_directive()
    {
        TapPoint run = TapReader.Read(TapReport.Of([SampleRuns.Forged])).Single();
        Assert.IsFalse(run.IsOk);
        Assert.HasCount(2, run.Inner);
        Assert.IsFalse(run.Inner[0].IsOk);
        Assert.IsNull(run.Inner[0].SkipReason);
        Assert.AreEqual(PlainText.Line(SampleRuns.Hostile), run.Inner[0].Text);
        Assert.AreEqual(PlainText.Clean(SampleRuns.Hostile), run.Inner[0].Diagnostics["message"]);
        Assert.AreEqual(PlainText.Line(SampleRuns.Hostile), run.Inner[1].SkipReason);
    }

    [TestMethod]
    public void The_reader_refuses_what_is_no_tap()
    {
        string report = TapReport.Of([SampleRuns.Passed]);
        foreach (string wrong in new[] { report.Replace("1..5", "1..6"), report.Replace("ok 3", "ok 4"), report.Replace("TAP version 14\n", "") })
            Assert.ThrowsExactly<FormatException>(() => TapReader.Read(wrong));
    }
}
