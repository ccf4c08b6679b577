using System.Collections.Generic;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Platform;

namespace Nf.Store.Tests;

/// <summary>Random operations, resets and cuts: each status and each choice is the model's, or one of those that a cut left.</summary>
[TestClass]
public class StoreModelTests
{
    public static IEnumerable<object[]> Media
    {
        get
        {
            foreach (string name in Medium.Names)
                yield return [name];
        }
    }

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DynamicData(nameof(Media))]
    public void RandomOperations(string medium)
    {
        int cuts = 0;
        Prop.ForAll(Gen.Choose(0, ushort.MaxValue).ArrayOf().ToArbitrary(), operations =>
        {
            TestDevice device = new(Medium.Create(medium));
            device.Reset();
            for (int i = 0; i < operations.Length; i++)
                Step(device, operations[i], number: i + 1);
            cuts += device.CutCount;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(80).WithReplay(7, 7));
        Assert.IsGreaterThan(100, cuts);
        TestContext.WriteLine($"{medium}: {cuts} cuts");
    }

    private static void Step(TestDevice device, int operation, int number)
    {
        switch (operation % 8)
        {
            case 0 or 1:
                device.Upload(number);
                break;
            case 2:
                device.Activate();
                break;
            case 3:
                device.Confirm();
                break;
            case 4:
                device.RollBack();
                break;
            case 5:
                device.Reset();
                break;
            case 6:
                device.Upload(number, isDamaged: true);
                break;
            default:
                device.PlanCut(1 + ((uint)operation >> 3) % 40, (TornWrite)(operation >> 9 & 3), 1 + (uint)operation);
                break;
        }
    }
}
