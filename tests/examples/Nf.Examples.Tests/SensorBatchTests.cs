using System;
using System.Linq;
using Run = Nf.Examples.Tests.NodePlay.Run;

namespace Nf.Examples.Tests;

/// <summary>The readings that are queued in a ring are those that are made one by one.</summary>
[TestClass]
public sealed class SensorBatchTests
{
    private const int Readings = 8;

    private static readonly Run Played = NodePlay.Play("sensor-batch");

    [TestMethod]
    public void EachTickReadsTheSensorAsOften()
    {
        Assert.AreEqual(0, Played.Result);
        for (int tick = 1; tick <= 6; tick++)
        {
            string[] reads = [.. Played.Trace.Where(line => line.StartsWith($"{tick} i2c_write_read ", StringComparison.Ordinal))];
            Assert.HasCount(Readings, reads);
            Assert.HasCount(1, reads.Distinct().ToArray());
        }
    }

    [TestMethod]
    public void OneCrossingDoesWhatEightDo() =>
        CollectionAssert.AreEqual(
            new[]
            {
                "one by one: 21.5 C with 8 crossings", "batched: 21.5 C with 1 crossing", "one by one: 8.0 C with 8 crossings",
                "batched: 8.0 C with 1 crossing", "one by one: -0.5 C with 8 crossings", "batched: -0.5 C with 1 crossing",
            },
            Played.Trace.Where(line => line.Contains(" log ", StringComparison.Ordinal)).Select(line => line.Split('"')[1]).ToArray());

    /// <summary>A sensor that is not there is the guest's failure in both ways.</summary>
    [TestMethod]
    [DataRow(1, 0)]
    [DataRow(2, 1)]
    public void AMissingSensorIsAFailure(int tick, int logs)
    {
        Run run = NodePlay.Play("sensor-batch", ticks: 6, $"events: [{{tick: {tick}, i2c_absent: 0x48}}]");
        Assert.AreEqual(-(int)Status.I2cNoAcknowledge, run.Result);
        Assert.AreEqual(logs, run.Trace.Count(line => line.Contains(" log ", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void StaysInTheFirstFourKilobytes() => Assert.IsLessThanOrEqualTo(4096, Played.UsedBytes);
}
