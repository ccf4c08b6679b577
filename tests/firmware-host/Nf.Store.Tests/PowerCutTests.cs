using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Platform;

namespace Nf.Store.Tests;

/// <summary>Power is cut at each write of whole lives of a device; it always comes up with a valid module, old or new.</summary>
[TestClass]
public class PowerCutTests
{
    /// <summary>How the write that is cut is torn: the first two leave one outcome each, of the others several are tried.</summary>
    private static readonly (TornWrite Torn, uint Seed)[] Tears =
    [
        (TornWrite.Nothing, 1), (TornWrite.Whole, 1),
        (TornWrite.Prefix, 2), (TornWrite.Prefix, 3),
        (TornWrite.Mixed, 4), (TornWrite.Mixed, 5), (TornWrite.Mixed, 6),
    ];

    public TestContext TestContext { get; set; } = null!;

    public static IEnumerable<object[]> Lives =>
        from medium in Medium.Names from scenario in Scenarios.Names select new object[] { medium, scenario };

    [TestMethod]
    [DynamicData(nameof(Lives))]
    public void ACutAtEachWrite(string medium, string scenario)
    {
        uint writes = CountWrites(medium, scenario);
        int boots = 0, cuts = 0;
        for (uint write = 1; write <= writes; write++)
        {
            foreach ((TornWrite torn, uint seed) in Tears)
            {
                TestDevice device = new(Medium.Create(medium));
                device.PlanCut(write, torn, seed + (write << 3));
                Scenarios.Run(scenario, device);
                Assert.AreEqual(1, device.CutCount);
                Scenarios.BringIn(device, 90);
                Assert.AreEqual(90, device.Running);
                boots += device.BootCount;
                cuts += device.CutCount;
            }
        }
        TestContext.WriteLine($"{medium} {scenario}: {writes} writes, {cuts} cuts, {boots} boots");
    }

    [TestMethod]
    [DynamicData(nameof(Lives))]
    public void ThreeCutsInOneLife(string medium, string scenario)
    {
        int writes = (int)CountWrites(medium, scenario);
        Random random = new(20);
        int cuts = 0;
        for (int life = 0; life < 100; life++)
        {
            TestDevice device = new(Medium.Create(medium));
            // The second and third come while the first is being repaired, at its very first write as often as later.
            for (int cut = 0; cut < 3; cut++)
            {
                int range = cut == 0 ? writes : random.Next(2) == 0 ? 3 : 60;
                device.PlanCut((uint)random.Next(1, range + 1), (TornWrite)random.Next(4), (uint)random.Next(1, int.MaxValue));
            }
            Scenarios.Run(scenario, device);
            // Cuts that are left may hit the first of these.
            Scenarios.BringIn(device, 90);
            Scenarios.BringIn(device, 91);
            device.CancelCuts();
            Scenarios.BringIn(device, 92);
            Assert.AreEqual(92, device.Running);
            cuts += device.CutCount;
        }
        Assert.IsGreaterThan(100, cuts);
        TestContext.WriteLine($"{medium} {scenario}: {cuts} cuts");
    }

    private static uint CountWrites(string medium, string scenario)
    {
        TestDevice device = new(Medium.Create(medium));
        Scenarios.Run(scenario, device);
        return device.Writes;
    }
}
