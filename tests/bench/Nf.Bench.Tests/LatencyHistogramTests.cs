using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Bench.Tests;

[TestClass]
public sealed class LatencyHistogramTests
{
    [TestMethod]
    [DataRow(new uint[] { 7 }, 7u, 7u, 7u, DisplayName = "one value")]
    [DataRow(new uint[] { 9, 1, 5 }, 1u, 5u, 9u, DisplayName = "odd number")]
    [DataRow(new uint[] { 4, 1, 3, 2 }, 1u, 2u, 4u, DisplayName = "even number: the lower of the two in the middle")]
    [DataRow(new uint[] { 0, 0, 0, 9 }, 0u, 0u, 9u, DisplayName = "zeros")]
    [DataRow(new uint[] { 100_000, 3, 3 }, 3u, 3u, 100_000u, DisplayName = "a highest beyond the bins")]
    public void LowestMedianHighest(uint[] values, uint lowest, uint median, uint highest)
    {
        LatencyHistogram histogram = default;
        foreach (uint value in values)
            Assert.AreEqual(Status.Ok, histogram.Record(value));
        Assert.AreEqual(values.Length, histogram.Count);
        Assert.AreEqual(lowest, histogram.Lowest);
        Assert.AreEqual(median, histogram.Median);
        Assert.AreEqual(highest, histogram.Highest);
    }

    [TestMethod]
    public void FullIsSaidAndChangesNothing()
    {
        LatencyHistogram histogram = default;
        for (int i = 0; i < ushort.MaxValue; i++)
            Assert.AreEqual(Status.Ok, histogram.Record(5));
        Assert.AreEqual(Status.Full, histogram.Record(9));
        Assert.AreEqual(5u, histogram.Highest);
        Assert.AreEqual(ushort.MaxValue, histogram.Count);
    }
}
