using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Rig.Tests;

[TestClass]
public sealed class PlotTests
{
    [TestMethod]
    [DataRow(0, 1, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [DataRow(18, 26, "18 20 22 24 26")]
    [DataRow(-3.25, 24.4, "0 10 20")]
    [DataRow(7, 7, "7")]
    [DataRow(0, 0, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [DataRow(300, 42000, "0 10k 20k 30k 40k")]
    [DataRow(0, 2_500_000, "0 1M 2M")]
    [DataRow(0, 2048, "0 500 1000 1500 2000")]
    public void Marks_are_round(double least, double most, string expected)
    {
        Axis axis = Axis.Around(least, most, 5);
        Assert.IsLessThanOrEqualTo(least, axis.Low);
        Assert.IsGreaterThanOrEqualTo(most, axis.High);
        Assert.IsGreaterThan(axis.Low, axis.High);
        Assert.AreEqual(expected, string.Join(' ', axis.Marks().Select(axis.Label)));
    }

    [TestMethod]
    public void Thinning_keeps_every_peak_and_the_ends()
    {
        Random random = new(5);
        (double X, double Y)[] points = [.. Enumerable.Range(0, 100_000).Select(i => (i / 200.0, random.NextDouble()))];
        IReadOnlyList<(double X, double Y)> thin = Curve.Thin(points);
        Assert.IsLessThanOrEqualTo(500 * 4, thin.Count);
        CollectionAssert.AreEqual(thin.OrderBy(point => point.X).ToArray(), thin.ToArray());
        Assert.AreEqual(points[0], thin[0]);
        Assert.AreEqual(points[^1], thin[^1]);
        foreach ((IGrouping<double, (double X, double Y)> all, IGrouping<double, (double X, double Y)> kept) in
            points.GroupBy(point => Math.Floor(point.X)).Zip(thin.GroupBy(point => Math.Floor(point.X))))
        {
            Assert.AreEqual(all.Key, kept.Key);
            Assert.AreEqual(all.Min(point => point.Y), kept.Min(point => point.Y));
            Assert.AreEqual(all.Max(point => point.Y), kept.Max(point => point.Y));
        }
    }

    [TestMethod]
    public void A_pin_steps_and_a_temperature_slopes()
    {
        (double, double)[] points = [(0, 10), (5, 2)];
        Assert.AreEqual("M0 10H5V2", Curve.Path(points, isStepped: true));
        Assert.AreEqual("M0 10L5 2", Curve.Path(points, isStepped: false));
    }

    [TestMethod]
    public void Nothing_recorded_is_no_plot()
    {
        Assert.IsNull(RunPlot.Of(SampleRuns.Passed with { Series = [] }));
        Assert.IsNull(RunPlot.Of(SampleRuns.Passed with { Series = [new RigSeries("sensor", RigSeries.Celsius, [])] }));
    }
}
