using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Platform.Tests;

[TestClass]
public class VirtualClockTests
{
    [TestMethod]
    public void TimeIsTickTimesPeriod()
    {
        VirtualClock clock = default;
        Assert.AreEqual(Status.Ok, clock.Initialize(250));
        Assert.AreEqual(0UL, clock.NowNanoseconds());
        Assert.AreEqual(Status.Ok, clock.BeginTick(3));
        Assert.AreEqual(750UL, clock.NowNanoseconds());
    }

    [TestMethod]
    public void TimeNeverGoesBack()
    {
        VirtualClock clock = default;
        Assert.AreEqual(Status.Ok, clock.Initialize(250));
        Assert.AreEqual(Status.Ok, clock.BeginTick(3));
        Assert.AreEqual(Status.Ok, clock.BeginTick(3));
        Assert.AreEqual(Status.InvalidArgument, clock.BeginTick(2));
        Assert.AreEqual(750UL, clock.NowNanoseconds());
    }

    [TestMethod]
    public void TimeBeyond64BitsIsRefused()
    {
        VirtualClock clock = default;
        Assert.AreEqual(Status.Ok, clock.Initialize(1 << 20));
        Assert.AreEqual(Status.Ok, clock.BeginTick((1UL << 44) - 1));
        Assert.AreEqual(Status.OutOfRange, clock.BeginTick(1UL << 44));
        Assert.AreEqual(((1UL << 44) - 1) << 20, clock.NowNanoseconds());
    }

    [TestMethod]
    public void ThereIsNoTimeWithoutPeriod()
    {
        VirtualClock clock = default;
        Assert.AreEqual(Status.InvalidArgument, clock.Initialize(0));
        Assert.AreEqual(Status.InvalidArgument, clock.BeginTick(1));
    }
}
