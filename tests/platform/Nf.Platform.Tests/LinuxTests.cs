using System.Diagnostics;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Platform.Tests;

[TestClass]
public class LinuxTests
{
    [TestMethod]
    public void TheMonotonicClockIsThatOfTheSystem()
    {
        // Stopwatch counts nanoseconds of the same clock on Linux.
        Assert.AreEqual(1_000_000_000, Stopwatch.Frequency);
        long before = Stopwatch.GetTimestamp();
        ulong now = default(MonotonicClock).NowNanoseconds();
        long after = Stopwatch.GetTimestamp();
        Assert.IsTrue((ulong)before <= now && now <= (ulong)after, $"{before} <= {now} <= {after}");
    }
}
