using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.FirmwareHost;
using Nf.Platform;

namespace Nf.Store.Tests;

[TestClass]
public class ModuleStoreTests
{
    // On the medium; docs/adr/0009.
    private const int HeaderSize = 80;
    private const int RecordSize = 28;

    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    public TestContext TestContext { get; set; } = null!;

    public static IEnumerable<object[]> Media => Medium.Names.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Media))]
    public void SlotsTellWhatTheyHold(string name)
    {
        Medium medium = Medium.Create(name);
        ModuleStore<SimulatedStorage> store = Start(medium, out BootChoice choice);
        Assert.AreEqual(BootReason.None, choice.Reason);
        AssertSlots(ref store, SlotState.Empty, SlotState.Empty);
        Stage(ref store, Package(medium, 1));
        AssertSlots(ref store, SlotState.Staged, SlotState.Empty);
        Check.Ok(store.Activate());
        AssertSlots(ref store, SlotState.Trial, SlotState.Empty);
        store = Start(medium, out choice);
        Assert.AreEqual(BootReason.Trial, choice.Reason);
        Assert.AreEqual(1, choice.BootsLeft);
        Check.Ok(store.Confirm());
        AssertSlots(ref store, SlotState.Stable, SlotState.Empty);
        Stage(ref store, Package(medium, 2));
        Check.Ok(store.Activate());
        store = Start(medium, out choice);
        AssertSlots(ref store, SlotState.Stable, SlotState.Trial);
        store = Start(medium, out choice);
        Assert.AreEqual(0, choice.BootsLeft);
        // Its last chance is still one.
        AssertSlots(ref store, SlotState.Stable, SlotState.Trial);
        store = Start(medium, out choice);
        Assert.AreEqual(BootReason.RolledBack, choice.Reason);
        AssertSlots(ref store, SlotState.Stable, SlotState.Rejected);
        Check.Ok(store.Activate());
        store = Start(medium, out choice);
        Assert.AreEqual(1, choice.Slot);
        Check.Ok(store.Confirm());
        AssertSlots(ref store, SlotState.Previous, SlotState.Stable);
    }

    [TestMethod]
    public void AStoreThatNeverOpenedHasNoRoom()
    {
        ModuleStore<SimulatedStorage> store = default;
        Assert.AreEqual(0u, store.PackageBytesMax);
        Assert.AreEqual(Status.InvalidArgument, store.Open(default, default));
        Assert.AreEqual(0u, store.PackageBytesMax);
    }

    [TestMethod]
    public void CallsOutOfOrderChangeNothing()
    {
        Medium medium = Medium.Create("nor");
        ModuleStore<SimulatedStorage> store = default;
        medium.Attach(ref store.Storage);
        Check.Ok(store.Open(medium.Options, default));
        TestPackage package = Package(medium, 1);
        Assert.AreEqual(Status.OutOfOrder, store.Begin(package.Ticket()));
        Assert.AreEqual(Status.OutOfOrder, store.Activate());
        Assert.AreEqual(Status.OutOfOrder, store.RollBack());
        Assert.AreEqual(Status.OutOfOrder, store.Confirm());
        Assert.AreEqual(Status.NotFound, store.Boot(out _));
        Assert.AreEqual(Status.OutOfOrder, store.Boot(out _));
        Assert.AreEqual(Status.OutOfOrder, store.Write(package.Bytes));
        Assert.AreEqual(Status.OutOfOrder, store.Verify());
        Assert.AreEqual(Status.OutOfOrder, store.Confirm());
        Assert.AreEqual(Status.NotFound, store.RollBack());
        Assert.AreEqual(Status.NotFound, store.Activate());
        Assert.AreEqual(0u, store.Storage.ProgramCount + store.Storage.EraseCount);
        Check.Ok(store.Begin(package.Ticket()));
        Check.Ok(store.Write(package.Bytes.AsSpan(0, 10)));
        Assert.AreEqual(Status.TruncatedModule, store.Verify());
        Assert.AreEqual(Status.OutOfRange, store.Write(package.Bytes));
        Assert.AreEqual(Status.OutOfOrder, store.Activate());
        Assert.AreEqual(10u, store.WrittenBytes);
        Check.Ok(store.Write(package.Bytes.AsSpan(10)));
        Check.Ok(store.Verify());
        Assert.AreEqual(0u, store.WrittenBytes);
    }

    [TestMethod]
    [DynamicData(nameof(Media))]
    public void AModuleIsConfirmedOrGivenUpInTheMiddleOfAnUpload(string name)
    {
        Medium medium = Medium.Create(name);
        ModuleStore<SimulatedStorage> store = Start(medium, out _);
        Stage(ref store, Package(medium, 1));
        Check.Ok(store.Activate());
        store = Start(medium, out BootChoice choice);
        Assert.AreEqual(BootReason.Trial, choice.Reason);
        TestPackage next = Package(medium, 2);
        Check.Ok(store.Begin(next.Ticket()));
        Check.Ok(store.Write(next.Bytes.AsSpan(0, 101)));
        Check.Ok(store.Confirm());
        Check.Ok(store.Write(next.Bytes.AsSpan(101)));
        Check.Ok(store.Verify());
        Check.Ok(store.Activate());
        // What was activated and not booted yet is given up by a new upload.
        Check.Ok(store.Begin(next.Ticket()));
        Assert.AreEqual(Status.NotFound, store.RollBack());
        _ = Start(medium, out choice);
        Assert.AreEqual(BootReason.Stable, choice.Reason);
    }

    [TestMethod]
    [DynamicData(nameof(Media))]
    public void EveryLengthUpToTheLargest(string name)
    {
        Medium medium = Medium.Create(name);
        ModuleStore<SimulatedStorage> store = Start(medium, out _);
        uint max = store.PackageBytesMax;
        uint page = medium.Geometry.ProgramPageBytes;
        foreach (uint bytes in new uint[] { 1, page - 1, page, page + 1, 2 * page, max - 1, max })
        {
            store = Start(Medium.Create(name), out _);
            TestPackage package = new((int)bytes, (int)bytes);
            Stage(ref store, package);
            byte[] read = new byte[bytes];
            Check.Ok(store.Read(0, 0, read));
            CollectionAssert.AreEqual(package.Bytes, read);
            Assert.AreEqual(Status.OutOfRange, store.Read(0, 1, read));
        }
        PackageTicket tooLarge = new TestPackage(1, (int)max + 1).Ticket();
        Assert.AreEqual(Status.LimitExceeded, store.Begin(tooLarge));
        Assert.AreEqual(Status.InvalidArgument, store.Begin(new TestPackage(1, 0).Ticket()));
        Assert.AreEqual(Status.OutOfRange, store.Read(2, 0, []));
        Assert.AreEqual(Status.NotFound, store.Read(1, 0, []));
    }

    [TestMethod]
    public void OptionsThatDoNotFitAreRefused()
    {
        Medium medium = Medium.Create("nor");
        StoreOptions good = medium.Options;
        AssertOpens(Status.Ok, medium, good);
        AssertOpens(Status.InvalidArgument, medium, good with { Address = 256 });
        AssertOpens(Status.InvalidArgument, medium, good with { SlotBytes = 4096 + 256 });
        AssertOpens(Status.InvalidArgument, medium, good with { SlotBytes = 0 });
        AssertOpens(Status.InvalidArgument, medium, good with { BootsMax = 0 });
        AssertOpens(Status.InvalidArgument, medium, good with { BootsMax = 255 });
        AssertOpens(Status.OutOfRange, medium, good with { Address = 8192 });
        AssertOpens(Status.OutOfRange, medium, good with { SlotBytes = 0xFFFFF000 });
        ModuleStore<SimulatedStorage> store = default;
        medium.Attach(ref store.Storage);
        Assert.AreEqual(Status.InvalidArgument, store.Open(good, Key.AsSpan(1)));
    }

    [TestMethod]
    public void WithAKeyOnlyItsPackagesAreTaken()
    {
        Medium medium = Medium.Create("nor");
        ModuleStore<SimulatedStorage> store = Start(medium, out _, Key);
        TestPackage package = Package(medium, 1);
        Assert.AreEqual(Status.NotSigned, store.Begin(package.Ticket()));
        Assert.AreEqual(Status.NotSigned, store.Begin(package.Ticket(new byte[32])));
        PackageTicket altered = package.Ticket(Key);
        altered.Digest = Package(medium, 2).Ticket().Digest;
        Assert.AreEqual(Status.NotSigned, store.Begin(altered));
        for (int bit = 0; bit < 256; bit++)
        {
            altered = package.Ticket(Key);
            altered.Tag[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.AreEqual(Status.NotSigned, store.Begin(altered));
        }
        Assert.AreEqual(0u, store.Storage.ProgramCount + store.Storage.EraseCount, "a refused package costs nothing");
        // The right tag with other bytes.
        Check.Ok(store.Begin(package.Ticket(Key)));
        Check.Ok(store.Write(Package(medium, 2).Bytes.AsSpan(0, 1)));
        Check.Ok(store.Write(package.Bytes.AsSpan(1)));
        Assert.AreEqual(Status.DigestMismatch, store.Verify());
        Assert.AreEqual(Status.NotFound, store.Activate());
    }

    [TestMethod]
    public void WithAKeyWhatWasStoredWithoutOneIsNotBooted()
    {
        Medium medium = Medium.Create("sd");
        ModuleStore<SimulatedStorage> store = Start(medium, out _);
        Install(medium, ref store, Package(medium, 1));
        _ = Start(medium, out BootChoice choice, Key);
        Assert.AreEqual(BootReason.None, choice.Reason);
        _ = Start(medium, out choice);
        Assert.AreEqual(BootReason.Stable, choice.Reason);
    }

    [TestMethod]
    [DynamicData(nameof(Media))]
    public void EveryBitOfHeadersAndJournalFlipped(string name)
    {
        Medium medium = Medium.Create(name);
        ModuleStore<SimulatedStorage> store = Start(medium, out _, Key);
        TestPackage[] packages = [Package(medium, 1), Package(medium, 2)];
        Install(medium, ref store, packages[0], Key);
        Install(medium, ref store, packages[1], Key);
        int journal = (int)medium.Options.Address;
        int slot0 = medium.Bytes.IndexOf(packages[0].Bytes) - HeaderBytes(medium);
        int[] places =
        [
            .. Enumerable.Range(journal, slot0 - journal).Where(place => (place - journal) % medium.Geometry.ProgramPageBytes < RecordSize),
            .. Enumerable.Range(slot0, HeaderSize),
            .. Enumerable.Range(slot0 + (int)medium.Options.SlotBytes, HeaderSize),
        ];
        int boots = 0;
        foreach (int place in places)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                medium.Bytes[place] ^= (byte)(1 << bit);
                byte[] before = medium.Bytes.ToArray();
                store = Start(medium, out BootChoice choice, Key);
                AssertRuns(ref store, choice, packages);
                before.CopyTo(medium.Bytes);
                medium.Bytes[place] ^= (byte)(1 << bit);
                boots++;
            }
        }
        TestContext.WriteLine($"{name}: {boots} flips");
    }

    [TestMethod]
    [DynamicData(nameof(Media))]
    public void ADamagedPackageIsNeverBooted(string name)
    {
        Medium medium = Medium.Create(name);
        ModuleStore<SimulatedStorage> store = Start(medium, out _);
        TestPackage[] packages = [Package(medium, 1), Package(medium, 2)];
        Install(medium, ref store, packages[0]);
        Install(medium, ref store, packages[1]);
        Random random = new(3);
        int stable = medium.Bytes.IndexOf(packages[1].Bytes);
        for (int round = 0; round < 200; round++)
        {
            int place = stable + random.Next(packages[1].Bytes.Length);
            medium.Bytes[place] ^= (byte)(1 << random.Next(8));
            byte damaged = medium.Bytes[place];
            _ = Start(medium, out BootChoice choice);
            Assert.AreEqual(BootReason.LastResort, choice.Reason);
            Assert.AreEqual(0, choice.Slot);
            Assert.AreEqual(damaged, medium.Bytes[place]);
            packages[1].Bytes.CopyTo(medium.Bytes[stable..]);
        }
        // And the damaged one is replaced, not the one that runs.
        medium.Bytes[stable] ^= 1;
        store = Start(medium, out _);
        Install(medium, ref store, Package(medium, 3));
        _ = Start(medium, out BootChoice last);
        Assert.AreEqual(BootReason.Stable, last.Reason);
        Assert.AreEqual(1, last.Slot);
    }

    [TestMethod]
    [DynamicData(nameof(Media))]
    public void ALostJournalLosesNoModuleNotEvenDuringTheNextUpdate(string name)
    {
        Medium whole = Medium.Create(name);
        ModuleStore<SimulatedStorage> store = Start(whole, out _);
        TestPackage[] packages = [Package(whole, 1), Package(whole, 2)];
        Install(whole, ref store, packages[0]);
        Install(whole, ref store, packages[1]);
        int start = (int)whole.Options.Address;
        whole.Bytes[start..(whole.Bytes.IndexOf(packages[0].Bytes) - HeaderBytes(whole))].Fill(0xA5);
        byte[] content = whole.Bytes.ToArray();
        for (uint write = 1; ; write++)
        {
            content.CopyTo(whole.Bytes);
            store = Start(whole, out BootChoice choice);
            Assert.AreEqual(BootReason.LastResort, choice.Reason);
            Check.Ok(store.Storage.CutPower(write, TornWrite.Mixed, write));
            TestPackage next = Package(whole, 3);
            if (TryStage(ref store, next) == Status.Ok && store.Activate() == Status.Ok)
                break;
            store = Start(whole, out choice);
            AssertRuns(ref store, choice, [.. packages, next]);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Media))]
    public void Wear(string name)
    {
        const int Updates = 64;
        Medium medium = Medium.Create(name);
        ModuleStore<SimulatedStorage> store = Start(medium, out _);
        Install(medium, ref store, Package(medium, 1));
        uint programs = 0, erases = 0;
        for (int number = 2; number < 2 + Updates; number++)
        {
            store = Start(medium, out _);
            Stage(ref store, new TestPackage(number, medium.PackageBytes));
            Check.Ok(store.Activate());
            programs += store.Storage.ProgramCount;
            erases += store.Storage.EraseCount;
            store = Start(medium, out _);
            Check.Ok(store.Confirm());
            programs += store.Storage.ProgramCount;
            erases += store.Storage.EraseCount;
        }
        uint page = medium.Geometry.ProgramPageBytes;
        uint packagePages = ((uint)medium.PackageBytes + page - 1) / page;
        uint headerPages = (uint)HeaderBytes(medium) / page;
        // The header is written by Verify and again by Activate; three records: activated, booted, confirmed.
        uint invalidation = medium.Geometry.NeedsErase ? 0u : 1u;
        Assert.AreEqual(Updates * (packagePages + 2 * headerPages + 3 + invalidation), programs);
        if (medium.Geometry.NeedsErase)
        {
            // The blocks of header and package, and a block of the journal every 16 records.
            uint blocks = (page + (uint)medium.PackageBytes + 4095) / 4096;
            Assert.AreEqual((Updates * blocks) + (Updates * 3 / 16), erases);
        }
        else
        {
            Assert.AreEqual(0u, erases);
        }
        TestContext.WriteLine(
            $"{name}, {medium.PackageBytes} bytes: {programs / (double)Updates} programs, {erases / (double)Updates} erases an update");
    }

    private static TestPackage Package(Medium medium, int number) => new(number, medium.PackageBytes - number);

    private static ModuleStore<SimulatedStorage> Start(Medium medium, out BootChoice choice, byte[]? key = null)
    {
        ModuleStore<SimulatedStorage> store = default;
        medium.Attach(ref store.Storage);
        Check.Ok(store.Open(medium.Options, key));
        Status status = store.Boot(out choice);
        Assert.AreEqual(choice.Reason == BootReason.None ? Status.NotFound : Status.Ok, status);
        return store;
    }

    private static Status TryStage(ref ModuleStore<SimulatedStorage> store, TestPackage package, byte[]? key = null)
    {
        Status status = store.Begin(package.Ticket(key));
        if (status == Status.Ok)
            status = store.Write(package.Bytes);
        return status == Status.Ok ? store.Verify() : status;
    }

    private static void Stage(ref ModuleStore<SimulatedStorage> store, TestPackage package, byte[]? key = null) =>
        Check.Ok(TryStage(ref store, package, key));

    private static void Install(Medium medium, ref ModuleStore<SimulatedStorage> store, TestPackage package, byte[]? key = null)
    {
        Stage(ref store, package, key);
        Check.Ok(store.Activate());
        store = Start(medium, out BootChoice choice, key);
        Assert.AreEqual(BootReason.Trial, choice.Reason);
        Check.Ok(store.Confirm());
    }

    private static int HeaderBytes(Medium medium)
    {
        int page = (int)medium.Geometry.ProgramPageBytes;
        return (HeaderSize + page - 1) / page * page;
    }

    private static void AssertRuns(ref ModuleStore<SimulatedStorage> store, BootChoice choice, TestPackage[] packages)
    {
        Assert.AreNotEqual(BootReason.None, choice.Reason);
        byte[] bytes = new byte[choice.Bytes];
        Check.Ok(store.Read(choice.Slot, 0, bytes));
        Assert.IsTrue(packages.Any(package => package.Bytes.AsSpan().SequenceEqual(bytes)));
    }

    private static void AssertSlots(ref ModuleStore<SimulatedStorage> store, SlotState first, SlotState second)
    {
        Check.Ok(store.Inspect(0, out SlotInfo info));
        Assert.AreEqual(first, info.State);
        Check.Ok(store.Inspect(1, out info));
        Assert.AreEqual(second, info.State);
        Assert.AreEqual(Status.OutOfRange, store.Inspect(2, out _));
    }

    private static void AssertOpens(Status expected, Medium medium, StoreOptions options)
    {
        ModuleStore<SimulatedStorage> store = default;
        medium.Attach(ref store.Storage);
        Assert.AreEqual(expected, store.Open(options, default));
    }
}
