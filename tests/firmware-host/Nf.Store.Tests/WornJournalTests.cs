using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.FirmwareHost;

namespace Nf.Store.Tests;

[TestClass]
public class WornJournalTests
{
    private const uint Block = 4096;
    private const uint Page = 256;

    [TestMethod]
    public void ASinglePageIsPassedOver()
    {
        Medium medium = Medium.Create("nor");
        uint journal = medium.Options.Address;
        Install(medium);
        for (int turn = 0; turn < 40; turn++)
        {
            ModuleStore<StuckFlash> store = Start(medium, journal + (5 * Page), journal + (6 * Page));
            Check.Ok(store.Activate());
            _ = Start(medium, journal + (5 * Page), journal + (6 * Page));
        }
    }

    [TestMethod]
    public void WhenABlockIsGoneTheNewestRecordStays()
    {
        Medium medium = Medium.Create("nor");
        uint second = medium.Options.Address + Block;
        Install(medium);
        Status status = Status.Ok;
        for (int turn = 0; turn < 40 && status == Status.Ok; turn++)
        {
            ModuleStore<StuckFlash> store = Start(medium, second, second + Block);
            status = store.Activate();
        }
        Assert.AreEqual(Status.IoError, status);
        for (int boot = 0; boot < 10; boot++)
        {
            ModuleStore<StuckFlash> store = Start(medium, second, second + Block);
            Assert.AreEqual(Status.IoError, store.Activate());
        }
    }

    /// <summary>Two packages that may take turns.</summary>
    private static void Install(Medium medium)
    {
        for (int number = 1; number <= 2; number++)
        {
            TestPackage package = new(number, 100);
            ModuleStore<StuckFlash> store = default;
            store.Storage.Attach(medium);
            Check.Ok(store.Open(medium.Options, default));
            _ = store.Boot(out _);
            Check.Ok(store.Begin(package.Ticket()));
            Check.Ok(store.Write(package.Bytes));
            Check.Ok(store.Verify());
            Check.Ok(store.Activate());
            _ = Start(medium, 0, 0);
        }
    }

    private static ModuleStore<StuckFlash> Start(Medium medium, uint stuckFrom, uint stuckTo)
    {
        ModuleStore<StuckFlash> store = default;
        store.Storage.Attach(medium);
        store.Storage.StuckFrom = stuckFrom;
        store.Storage.StuckTo = stuckTo;
        Check.Ok(store.Open(medium.Options, default));
        Check.Ok(store.Boot(out BootChoice choice));
        // With a journal, nothing is ever the last resort here.
        Assert.AreNotEqual(BootReason.LastResort, choice.Reason);
        if (choice.Reason == BootReason.Trial)
            _ = store.Confirm();
        return store;
    }
}
