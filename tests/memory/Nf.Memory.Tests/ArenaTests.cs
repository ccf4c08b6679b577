using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Memory.Tests;

[TestClass]
public sealed unsafe class ArenaTests : IDisposable
{
    private NativeRegion _region = null!;
    private Arena _arena;

    [TestInitialize]
    public void Create()
    {
        _region = new NativeRegion(1 << 14);
        _arena = _region.CreateArena();
    }

    [TestCleanup]
    public void NobodyWroteOutside() => Assert.IsTrue(_region.BandsAreIntact);

    public void Dispose() => _region.Dispose();

    [TestMethod]
    [DataRow(Arena.MinRegionBytes - 1)]
    [DataRow(0)]
    [DataRow(-1)]
    [DataRow(Arena.MaxRegionBytes + 1)]
    public void CreateRefusesRegionsOfOtherSizes(int bytes)
    {
        Assert.AreEqual(Status.InvalidArgument, Arena.Create(_region.Start, bytes, out Arena arena));
        Assert.IsTrue(arena.Region == null);
    }

    [TestMethod]
    public void CreateRefusesNullAndMisalignedRegions()
    {
        Assert.AreEqual(Status.InvalidArgument, Arena.Create(null, 4096, out _));
        Assert.AreEqual(Status.InvalidArgument, Arena.Create(_region.Start + 4, 4096, out _));
    }

    [TestMethod]
    [DataRow(1024, 250)]
    [DataRow(1 << 16, 450)]
    [DataRow(1 << 20, 600)]
    public void TheTableIsSizedByTheRegion(int regionBytes, int mostTableBytes)
    {
        using NativeRegion region = new(regionBytes);
        Assert.IsGreaterThanOrEqualTo(regionBytes - mostTableBytes - 8, region.CreateArena().CapacityBytes);
    }

    [TestMethod]
    public void AttachFindsTheArenaAndRefusesZeroedMemory()
    {
        Assert.AreEqual(Status.Ok, _arena.TryAllocate(100, 8, out byte* pointer));
        Assert.AreEqual(Status.Ok, Arena.Attach(_region.Start, out Arena again));
        Assert.AreEqual(Status.Ok, again.Release(pointer));
        new Span<byte>(_region.Start, 64).Clear();
        Assert.AreEqual(Status.NotFound, Arena.Attach(_region.Start, out Arena none));
        Assert.AreEqual(Status.InvalidArgument, none.TryAllocate(1, 1, out byte* _));
        Assert.AreEqual(Status.NotFound, Arena.Attach(null, out _));
        Assert.AreEqual(Status.ArenaCorrupt, _arena.TryAllocate(1, 1, out byte* _));
        Assert.AreEqual(Status.ArenaCorrupt, _arena.Release(pointer));
        Assert.AreEqual(Status.ArenaCorrupt, _arena.SizeOf(pointer, out _));
        Assert.AreEqual(Status.ArenaCorrupt, _arena.Check());
    }

    [TestMethod]
    public void DefaultHandleRefusesEverything()
    {
        Arena none = default;
        Assert.AreEqual(Status.InvalidArgument, none.TryAllocate(8, 8, out Span<byte> span));
        Assert.AreEqual(0, span.Length);
        Assert.AreEqual(Status.InvalidArgument, none.Free(span));
        Assert.AreEqual(Status.InvalidArgument, none.Release(_region.Start));
        Assert.AreEqual(Status.InvalidArgument, none.SizeOf(_region.Start, out _));
        Assert.AreEqual(Status.InvalidArgument, none.Check());
        none.Seal();
        none.Reset();
        Assert.AreEqual(ArenaMode.None, none.Mode);
        Assert.AreEqual(0, none.CapacityBytes + none.UsedBytes + none.LargestFreeBytes);
    }

    [TestMethod]
    [DataRow(0, 8)]
    [DataRow(-1, 8)]
    [DataRow(8, 0)]
    [DataRow(8, -8)]
    [DataRow(8, 3)]
    [DataRow(8, 2 * Arena.MaxAlignment)]
    [DataRow(8, int.MinValue)]
    public void AllocateRefusesBadSizesAndAlignments(int bytes, int alignment) =>
        Assert.AreEqual(Status.InvalidArgument, _arena.TryAllocate(bytes, alignment, out Span<byte> _));

    [TestMethod]
    [DataRow(1)]
    [DataRow(13)]
    [DataRow(500)]
    public void EveryAlignmentIsKept(int bytes)
    {
        using NativeRegion region = new(1 << 17, 8);
        Arena arena = region.CreateArena();
        for (int alignment = 1; alignment <= 4096; alignment *= 2)
        {
            List<nint> blocks = [];
            while (blocks.Count < 12 && arena.TryAllocate(bytes, alignment, out byte* pointer) == Status.Ok)
            {
                Assert.AreEqual(0, (nint)pointer % Math.Max(alignment, 8));
                new Span<byte>(pointer, bytes).Fill(0xFF);
                blocks.Add((nint)pointer);
            }
            Assert.HasCount(12, blocks);
            Assert.AreEqual(Status.Ok, arena.Check());
            foreach (nint block in blocks)
                Assert.AreEqual(Status.Ok, arena.Release((byte*)block));
            Assert.AreEqual(Status.Ok, arena.Check());
            Assert.AreEqual(0, arena.UsedBytes);
        }
    }

    /// <summary>The bound stated at <see cref="Arena"/> for alignments: the block may have to be a + 16 bytes larger, but never
    /// more.</summary>
    [TestMethod]
    public void AnAlignedRequestSucceedsWhenItsBoundIsFree()
    {
        for (int bytes = 2048; bytes < 2048 + 1024; bytes += 8)
        {
            Assert.AreEqual(Status.Ok, Arena.Create(_region.Start, bytes, out Arena arena));
            for (uint alignment = 16; alignment <= 512; alignment *= 2)
            {
                uint need = (uint)arena.CapacityBytes & ~7u;
                while (SizeClass.AtLeast(need + alignment + 16) > SizeClass.Of((uint)arena.CapacityBytes))
                    need -= 8;
                Assert.AreEqual(Status.Ok, arena.TryAllocate((int)need - Arena.BlockOverhead, (int)alignment, out byte* pointer));
                Assert.AreEqual(Status.Ok, arena.Release(pointer));
            }
        }
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(8)]
    public void AHoleTooSmallForAnAlignmentIsPassedOver(int skew)
    {
        using NativeRegion region = new(1 << 14, skew);
        Arena arena = region.CreateArena();
        for (int holeBytes = 24; holeBytes <= 160; holeBytes += 8)
        {
            for (int alignment = 16; alignment <= 64; alignment *= 2)
            {
                arena.Reset();
                Assert.AreEqual(Status.Ok, arena.TryAllocate(100, 8, out byte* _));
                Assert.AreEqual(Status.Ok, arena.TryAllocate(holeBytes - Arena.BlockOverhead, 8, out byte* hole));
                Assert.AreEqual(Status.Ok, arena.TryAllocate(100, 8, out byte* _));
                Assert.AreEqual(Status.Ok, arena.Release(hole));
                Assert.AreEqual(Status.Ok, arena.TryAllocate(12, alignment, out byte* _), $"hole {holeBytes}, alignment {alignment}");
                Assert.AreEqual(Status.Ok, arena.Check());
            }
        }
    }

    [TestMethod]
    public void AGuestPageCanBeAligned()
    {
        using NativeRegion region = new(3 << 16, 8);
        Arena arena = region.CreateArena();
        Assert.AreEqual(Status.Ok, arena.TryAllocate(1 << 16, Arena.MaxAlignment, out byte* page));
        Assert.AreEqual(0, (nint)page % Arena.MaxAlignment);
        Assert.AreEqual(Status.OutOfMemory, arena.TryAllocate(1, Arena.MaxAlignment, out byte* _));
        Assert.AreEqual(Status.Ok, arena.Release(page));
        Assert.AreEqual(Status.Ok, arena.Check());
    }

    [TestMethod]
    [DataRow(1024)]
    [DataRow(1 << 14)]
    [DataRow((1 << 14) - 3)]
    public void AnEmptyArenaGivesItsWholeCapacityAndRecovers(int bytes)
    {
        Assert.AreEqual(Status.Ok, Arena.Create(_region.Start, bytes, out Arena arena));
        int largest = arena.CapacityBytes - Arena.BlockOverhead;
        Assert.AreEqual(largest, arena.LargestFreeBytes);
        for (int round = 0; round < 3; round++)
        {
            Assert.AreEqual(Status.OutOfMemory, arena.TryAllocate(largest + 1, 1, out Span<byte> all));
            Assert.AreEqual(Status.Ok, arena.TryAllocate(largest, 1, out all));
            Assert.AreEqual(arena.CapacityBytes, arena.UsedBytes);
            Assert.AreEqual(Status.OutOfMemory, arena.TryAllocate(1, 1, out Span<byte> _));
            Assert.AreEqual(0, arena.LargestFreeBytes);
            Assert.AreEqual(Status.Ok, arena.Check());
            Assert.AreEqual(Status.Ok, arena.Free(all));
        }
        Assert.AreEqual(Status.OutOfMemory, arena.TryAllocate(int.MaxValue, Arena.MaxAlignment, out Span<byte> _));
    }

    [TestMethod]
    public void ExhaustionLeavesTheArenaAsItWas()
    {
        List<nint> blocks = [];
        while (_arena.TryAllocate(100, 8, out byte* pointer) == Status.Ok)
            blocks.Add((nint)pointer);
        int used = _arena.UsedBytes;
        Assert.AreEqual(Status.OutOfMemory, _arena.TryAllocate(100, 8, out Span<byte> none));
        Assert.AreEqual(0, none.Length);
        Assert.AreEqual(used, _arena.UsedBytes);
        Assert.AreEqual(Status.Ok, _arena.Check());
        Assert.AreEqual(Status.Ok, _arena.Release((byte*)blocks[7]));
        Assert.AreEqual(Status.Ok, _arena.TryAllocate(100, 8, out byte* back));
        Assert.AreEqual(blocks[7], (nint)back);
    }

    [TestMethod]
    public void DoubleFreeIsReportedWhateverHappenedToTheNeighbours()
    {
        byte** blocks = stackalloc byte*[5];
        for (int order = 0; order < 120; order++)
        {
            for (int i = 0; i < 5; i++)
                Assert.AreEqual(Status.Ok, _arena.TryAllocate(200, 8, out blocks[i]));
            List<int> left = [0, 1, 2, 3, 4];
            int code = order;
            for (int divisor = 5; divisor >= 1; code /= divisor, divisor--)
            {
                byte* block = blocks[left[code % divisor]];
                left.RemoveAt(code % divisor);
                Assert.AreEqual(Status.Ok, _arena.Free(new Span<byte>(block, 200)));
                Assert.AreEqual(Status.DoubleFree, _arena.Free(new Span<byte>(block, 200)));
                Assert.AreEqual(Status.DoubleFree, _arena.Release(block));
                Assert.AreEqual(Status.DoubleFree, _arena.SizeOf(block, out _));
            }
            for (int i = 0; i < 5; i++)
                Assert.AreEqual(Status.DoubleFree, _arena.Release(blocks[i]), $"order {order}, block {i}");
            Assert.AreEqual(Status.Ok, _arena.Check());
            Assert.AreEqual(0, _arena.UsedBytes);
        }
    }

    [TestMethod]
    public void ForeignSpansAreRefused()
    {
        using NativeRegion otherRegion = new(1 << 14);
        Arena other = otherRegion.CreateArena();
        Assert.AreEqual(Status.Ok, _arena.TryAllocate(64, 8, out Span<byte> span));
        span.Clear();
        Assert.AreEqual(Status.Ok, other.TryAllocate(64, 8, out Span<byte> foreign));
        Assert.AreEqual(Status.ForeignSpan, _arena.Free(foreign), "other arena");
        Assert.AreEqual(Status.ForeignSpan, _arena.Free(default), "empty");
        Assert.AreEqual(Status.ForeignSpan, _arena.Free(stackalloc byte[64]), "stack");
        Assert.AreEqual(Status.ForeignSpan, _arena.Free(new Span<byte>(_region.Start, 64)), "the header");
        Assert.AreEqual(Status.ForeignSpan, _arena.Free(new Span<byte>(_region.Start + _region.Bytes, 64)), "behind the end");
        for (int shift = 1; shift < 64; shift++)
            Assert.AreEqual(Status.ForeignSpan, _arena.Free(span[shift..]), "shifted");
        for (int length = 0; length < 64; length++)
            Assert.AreEqual(Status.ForeignSpan, _arena.Free(span[..length]), "shortened");
        fixed (byte* pointer = span)
        {
            Assert.AreEqual(Status.ForeignSpan, _arena.Free(new Span<byte>(pointer, 65)), "lengthened");
            Assert.AreEqual(Status.ForeignSpan, _arena.Release(pointer - 8), "before");
            Assert.AreEqual(Status.ForeignSpan, _arena.Release(pointer + 8), "inside");
            Assert.AreEqual(Status.ForeignSpan, _arena.Release(null));
        }
        Assert.AreEqual(Status.Ok, _arena.Check());
        Assert.AreEqual(Status.Ok, _arena.Free(span));
        Assert.AreEqual(Status.Ok, other.Free(foreign));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    public void AnOverrunIsReportedAndTheBlockIsQuarantined(int overrun)
    {
        foreach (byte value in (ReadOnlySpan<byte>)[0, 1, 0x20, 0x41, 0xFF])
        {
            for (int bytes = 1; bytes < 40; bytes++)
            {
                _arena.Reset();
                Assert.AreEqual(Status.Ok, _arena.TryAllocate(100, 8, out byte* before));
                Assert.AreEqual(Status.Ok, _arena.TryAllocate(bytes, 8, out byte* block));
                Assert.AreEqual(Status.Ok, _arena.TryAllocate(100, 8, out byte* after));
                new Span<byte>(block, bytes + overrun).Fill(value);
                Assert.AreEqual(Status.Overrun, _arena.Check());
                Assert.AreEqual(Status.Overrun, _arena.Free(new Span<byte>(block, bytes)));
                Assert.AreEqual(1, _arena.QuarantinedBlocks);
                Assert.AreEqual(Status.Overrun, _arena.Release(block), "it stays what it is");
                Assert.AreEqual(1, _arena.QuarantinedBlocks);
                Assert.AreEqual(Status.Ok, _arena.Release(before));
                Assert.AreEqual(Status.Ok, _arena.Release(after));
                Assert.AreEqual(Status.Ok, _arena.Check(), "known damage is contained");
                Assert.AreEqual(_arena.QuarantinedBytes, _arena.UsedBytes, "only the bad block is lost");
            }
        }
    }

    [TestMethod]
    public void DamagedBookkeepingIsReportedAndNotFollowed()
    {
        // Whatever single word of the arena is overwritten: no crash, no write outside (see Dispose), and no wrong "Ok" from Check.
        int bytes = 2048;
        byte** blocks = stackalloc byte*[6];
        ReadOnlySpan<uint> values = [0, 1, 8, 0x20, 0xFFFF_FFFF, 0x7FFF_FFF8, 0x0000_0101, 0xDEAD_BEE8];
        foreach (uint value in values)
        {
            for (int offset = 0; offset < bytes; offset += 4)
            {
                if (offset == 4)
                    continue; // The lock word: whoever damages it waits for ever.
                Assert.AreEqual(Status.Ok, Arena.Create(_region.Start, bytes, out Arena arena));
                for (int i = 0; i < 6; i++)
                    Assert.AreEqual(Status.Ok, arena.TryAllocate(60 + 40 * i, 8, out blocks[i]));
                for (int i = 0; i < 6; i += 2)
                    Assert.AreEqual(Status.Ok, arena.Release(blocks[i]));
                *(uint*)(_region.Start + offset) = value;
                for (int i = 0; i < 6; i++)
                {
                    _ = arena.Release(blocks[i]);
                    _ = arena.TryAllocate(30 + 50 * i, 8, out byte* _);
                }
                _ = arena.Check();
            }
            Assert.IsTrue(_region.BandsAreIntact);
        }
    }

    [TestMethod]
    public void TheBlockFreedLastIsHandedOutAgainOrJoined()
    {
        Assert.AreEqual(Status.Ok, _arena.TryAllocate(200, 8, out byte* first));
        Assert.AreEqual(Status.Ok, _arena.TryAllocate(200, 8, out byte* second));
        int largest = _arena.LargestFreeBytes;
        Assert.AreEqual(Status.Ok, _arena.Release(first));
        Assert.AreEqual(Status.DoubleFree, _arena.Release(first));
        Assert.AreEqual(Status.Ok, _arena.TryAllocate(199, 8, out byte* again));
        Assert.IsTrue(first == again);
        Assert.AreEqual(Status.Ok, _arena.Release(again));
        Assert.AreEqual(Status.Ok, _arena.Release(second));
        Assert.IsGreaterThan(largest, _arena.LargestFreeBytes);
        Assert.AreEqual(0, _arena.UsedBytes);
        Assert.AreEqual(Status.Ok, _arena.TryAllocate(_arena.CapacityBytes - Arena.BlockOverhead, 8, out byte* _));
        Assert.AreEqual(Status.Ok, _arena.Check());
    }

    [TestMethod]
    public void AWriteAfterFreeToTheBlockFreedLastIsReported()
    {
        Assert.AreEqual(Status.Ok, _arena.TryAllocate(200, 8, out byte* block));
        Assert.AreEqual(Status.Ok, _arena.TryAllocate(200, 8, out byte* other));
        Assert.AreEqual(Status.Ok, _arena.Release(block));
        // Over its header, as an overrun of its neighbour would.
        new Span<byte>(block - 8, 8).Fill(0x41);
        Assert.AreEqual(Status.ArenaCorrupt, _arena.Check());
        Assert.AreEqual(Status.ArenaCorrupt, _arena.Release(other));
    }

    [TestMethod]
    public void ADamagedFreeListIsReported()
    {
        Assert.AreEqual(Status.Ok, _arena.TryAllocate(200, 8, out byte* block));
        Assert.AreEqual(Status.Ok, _arena.TryAllocate(200, 8, out byte* _));
        Assert.AreEqual(Status.Ok, _arena.TryAllocate(24, 8, out byte* last));
        Assert.AreEqual(Status.Ok, _arena.Release(block));
        // Only the block freed last is in no list.
        Assert.AreEqual(Status.Ok, _arena.Release(last));
        // A write after free, over the links.
        new Span<byte>(block, 8).Fill(0x41);
        Assert.AreEqual(Status.ArenaCorrupt, _arena.Check());
        Assert.AreEqual(Status.ArenaCorrupt, _arena.TryAllocate(150, 8, out byte* _));
        _arena.Reset();
        Assert.AreEqual(Status.Ok, _arena.Check());
    }

    [TestMethod]
    public void ADamagedNeighbourHeaderIsReported()
    {
        Assert.AreEqual(Status.Ok, _arena.TryAllocate(200, 8, out byte* upper));
        Assert.AreEqual(Status.Ok, _arena.TryAllocate(200, 8, out byte* lower));
        Assert.AreEqual(Status.Ok, _arena.Release(upper));
        *(uint*)(upper - 8) ^= 0x40;
        Assert.AreEqual(Status.ArenaCorrupt, _arena.Release(lower));
    }

    [TestMethod]
    public void SealedRefusesAllocationAndAllowsFreeing()
    {
        Assert.AreEqual(Status.Ok, _arena.TryAllocate(64, 8, out Span<byte> span));
        _arena.Seal();
        Assert.AreEqual(ArenaMode.Sealed, _arena.Mode);
        Assert.AreEqual(Status.ArenaSealed, _arena.TryAllocate(1, 1, out Span<byte> _));
        Assert.AreEqual(Status.Ok, _arena.Free(span));
        Assert.AreEqual(Status.Ok, _arena.Check());
        _arena.Unseal();
        Assert.AreEqual(ArenaMode.Boot, _arena.Mode);
        Assert.AreEqual(Status.Ok, _arena.TryAllocate(1, 1, out Span<byte> _));
    }

    [TestMethod]
    public void ResetDropsEverythingAndOldSpansAreForeign()
    {
        int capacity = _arena.LargestFreeBytes;
        Assert.AreEqual(Status.Ok, _arena.TryAllocate(64, 8, out byte* old));
        Assert.AreEqual(Status.Ok, _arena.TryAllocate(64, 8, out byte* damaged));
        new Span<byte>(damaged, 65).Clear();
        Assert.AreEqual(Status.Overrun, _arena.Release(damaged));
        _arena.Seal();
        _arena.Reset();
        Assert.AreEqual(ArenaMode.Boot, _arena.Mode);
        Assert.AreEqual(0, _arena.UsedBytes + _arena.PeakBytes + _arena.QuarantinedBlocks + _arena.QuarantinedBytes);
        Assert.AreEqual(capacity, _arena.LargestFreeBytes);
        Assert.AreEqual(Status.Ok, _arena.Check());
        Assert.AreEqual(Status.ForeignSpan, _arena.Release(old));
        Assert.AreEqual(Status.ForeignSpan, _arena.Free(new Span<byte>(old, 64)));
        // The same, for a region that is made an arena a second time.
        Assert.AreEqual(Status.Ok, _arena.TryAllocate(64, 8, out old));
        Arena again = _region.CreateArena();
        Assert.AreEqual(Status.ForeignSpan, again.Release(old));
    }

    [TestMethod]
    public void SizeOfTellsTheSizeAskedFor()
    {
        for (int bytes = 1; bytes < 300; bytes++)
        {
            Assert.AreEqual(Status.Ok, _arena.TryAllocate(bytes, 8, out byte* pointer));
            Assert.AreEqual(Status.Ok, _arena.SizeOf(pointer, out int size));
            Assert.AreEqual(bytes, size);
            Assert.AreEqual(Status.ForeignSpan, _arena.SizeOf(pointer + 1, out size));
            Assert.AreEqual(0, size);
            Assert.AreEqual(Status.Ok, _arena.Release(pointer));
        }
    }

    /// <summary>
    /// The bound stated at <see cref="Arena"/>: a request whose block is n bytes succeeds when a free block of n + n/8 exists.
    /// Here every free block is of one size, all others are in use, so the bound is all that can help.
    /// </summary>
    [TestMethod]
    [DataRow(24)]
    [DataRow(96)]
    [DataRow(136)]
    [DataRow(264)]
    [DataRow(1000)]
    [DataRow(4088)]
    public void ARequestSucceedsWhenABlockAnEighthLargerIsFree(int blockBytes)
    {
        using NativeRegion region = new(1 << 17);
        Arena arena = region.CreateArena();
        List<nint> blocks = [];
        while (arena.TryAllocate(blockBytes - Arena.BlockOverhead, 8, out byte* pointer) == Status.Ok)
            blocks.Add((nint)pointer);
        while (arena.TryAllocate(1, 8, out byte* _) == Status.Ok) { }
        for (int i = 2; i < blocks.Count - 2; i += 2)
        {
            Assert.AreEqual(Status.Ok, arena.SizeOf((byte*)blocks[i], out int _));
            Assert.AreEqual(Status.Ok, arena.Release((byte*)blocks[i]));
        }
        int freeBlocks = (blocks.Count - 3) / 2;
        int served = 0;
        // The largest size, a multiple of 8, that the bound promises for these blocks.
        int promised = blockBytes * 8 / 9 & ~7;
        if (promised < 24)
            promised = 24;
        while (arena.TryAllocate(promised - Arena.BlockOverhead, 8, out byte* _) == Status.Ok)
            served++;
        Assert.IsGreaterThanOrEqualTo(freeBlocks, served, $"{served} of {freeBlocks} blocks of {blockBytes} served {promised}");
        Assert.AreEqual(Status.Ok, arena.Check());
    }

    /// <summary>After random traffic that fills the arena again and again, what is refused although enough bytes are free stays within
    /// bounds.</summary>
    [TestMethod]
    public void FragmentationUnderRandomTrafficStaysBelowAQuarter()
    {
        using NativeRegion region = new(1 << 18);
        Arena arena = region.CreateArena();
        Random random = new(11);
        List<nint> live = [];
        double worst = 0;
        for (int step = 0; step < 60_000; step++)
        {
            int bytes = random.Next(16, 1025);
            if (arena.TryAllocate(bytes, 8, out byte* pointer) == Status.Ok)
            {
                live.Add((nint)pointer);
                continue;
            }
            if (step > 5_000)
                worst = Math.Max(worst, 1 - (double)arena.UsedBytes / arena.CapacityBytes);
            for (int i = 0; i < 3; i++)
            {
                int index = random.Next(live.Count);
                Assert.AreEqual(Status.Ok, arena.Release((byte*)live[index]));
                live[index] = live[^1];
                live.RemoveAt(live.Count - 1);
            }
        }
        Assert.IsLessThan(0.25, worst);
        Assert.IsGreaterThan(0.0, worst);
    }

    [TestMethod]
    public void NothingIsAllocatedOnTheManagedHeap()
    {
        Run(1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(1_000_000);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (_arena.TryAllocate(1 + (i & 255), 8, out Span<byte> span) != Status.Ok || _arena.Free(span) != Status.Ok)
                    throw new InvalidOperationException();
            }
        }
    }
}
