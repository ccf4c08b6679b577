using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>Linear memory: views, growth, and memory that was lent short.</summary>
[TestClass]
public unsafe class MemoryTests
{
    private const uint Page = 65536;

    private const string Body = """
        (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
        (func (export "size") (result i32) memory.size)
        (func (export "load") (param i32) (result i32) (i32.load8_u (local.get 0)))
        (func (export "store") (param i32 i32) (i32.store8 (local.get 0) (local.get 1)))
        (func (export "copy") (param i32 i32 i32) (memory.copy (local.get 0) (local.get 1) (local.get 2)))
        """;

    [TestMethod]
    [DataRow(0u, 0u, true)]
    [DataRow(0u, Page, true)]
    [DataRow(Page, 0u, true)]
    [DataRow(Page - 1, 1u, true)]
    [DataRow(Page, 1u, false)]
    [DataRow(Page + 1, 0u, false)]
    [DataRow(1u, Page, false)]
    [DataRow(uint.MaxValue, 0u, false)]
    [DataRow(uint.MaxValue, 1u, false)]
    [DataRow(uint.MaxValue, 2u, false)]
    [DataRow(uint.MaxValue, uint.MaxValue, false)]
    [DataRow(0u, 0x8000_0000u, false)]
    [DataRow(0x8000_0000u, 0x8000_0000u, false)]
    public void A_view_is_given_only_inside_the_memory(uint pointer, uint length, bool inside)
    {
        using TestInstance guest = new($"(memory 1) {Body}");
        Status status = guest.Instance.TrySpan(pointer, length, out Span<byte> span);
        Assert.AreEqual(inside ? Status.Ok : Status.TrapBadPointer, status);
        Assert.AreEqual(inside ? (int)length : 0, span.Length);
        if (span.Length == 0) return;
        span[^1] = 0x5A;
        Assert.AreEqual(0x5Aul, guest.Call("load", "i:i", pointer + length - 1)[0]);
    }

    [TestMethod]
    public void Without_a_memory_every_view_but_the_empty_one_is_refused()
    {
        using TestInstance guest = new("(func)");
        Assert.AreEqual(0, guest.Instance.Memory.Length);
        Assert.AreEqual(Status.Ok, guest.Instance.TrySpan(0, 0, out _));
        Assert.AreEqual(Status.TrapBadPointer, guest.Instance.TrySpan(0, 1, out _));
    }

    [TestMethod]
    [DataRow("1 4", 16u, 4u)]
    [DataRow("1 1", 16u, 1u)]
    [DataRow("0 0", 16u, 0u)]
    [DataRow("0 2", 16u, 2u)]
    [DataRow("1", 3u, 3u)]
    [DataRow("1 100", 3u, 3u)]
    [DataRow("0", 2u, 2u)]
    [DataRow("2 65536", 2u, 2u)]
    public void Memory_grows_in_place_up_to_its_maximum_or_what_was_lent(string limits, uint pagesLent, uint pagesMost)
    {
        using TestInstance guest = new($"(memory {limits}) {Body}", new TestOptions { MemoryBytes = pagesLent * Page });
        uint pages = (uint)guest.Call("size", ":i")[0];
        Fill(guest);
        while (pages < pagesMost)
        {
            Assert.AreEqual(pages, guest.Call("grow", "i:i", 1)[0]);
            pages++;
            AssertPages(guest, pages);
            guest.Call("store", "ii:", pages * Page - 1, 3);
        }

        uint[] tooMany = [1, 2, 0x7FFF, 0xFFFF, 0x1_0000, 0x8000_0000, uint.MaxValue, unchecked(0u - pages), unchecked(1u - pages)];
        foreach (uint more in tooMany)
        {
            if (more == 0) continue;
            Assert.AreEqual(uint.MaxValue, guest.Call("grow", "i:i", more)[0], $"grow by {more}");
            AssertPages(guest, pages);
        }

        Assert.AreEqual(pages, guest.Call("grow", "i:i", 0)[0]);
        guest.Trap(Status.TrapOutOfBoundsMemory, "load", "i:i", (ulong)pages * Page);
    }

    [TestMethod]
    public void Memory_that_has_grown_is_zero_and_the_rest_is_kept()
    {
        using TestInstance guest = new($"(memory 1) {Body}", new TestOptions { MemoryBytes = 2 * Page });
        Fill(guest);
        new Span<byte>((void*)(guest.MemoryStart + (nint)Page), (int)Page).Fill(0xEE);
        Assert.AreEqual(1ul, guest.Call("grow", "i:i", 1)[0]);
        Assert.AreEqual(-1, guest.Instance.Memory[..(int)Page].IndexOfAnyExcept((byte)0xC3));
        Assert.AreEqual(-1, guest.Instance.Memory[(int)Page..].IndexOfAnyExcept((byte)0));
    }

    [TestMethod]
    public void A_module_that_needs_more_than_was_lent_is_refused()
    {
        using TestInstance guest = new(Wat.Compile("(memory 3)"), new TestOptions { MemoryBytes = 3 * Page - 1 });
        Assert.AreEqual(Status.LimitExceeded, guest.Status);
        Assert.AreEqual(LoadDetail.MemorySize, guest.Error.Detail);
        using TestInstance whole = new("(memory 3)", new TestOptions { MemoryBytes = 3 * Page });
        using TestInstance huge = new(Wat.Compile("(memory 65536)"));
        Assert.AreEqual(Status.LimitExceeded, huge.Status);
    }

    [TestMethod]
    [DataRow(1u)]
    [DataRow(2u)]
    [DataRow(65535u)]
    [DataRow(65536u)]
    public void Clipped_memory_ends_where_it_was_lent_and_never_grows_or_shrinks(uint pages)
    {
        const uint lent = 16384;
        using TestInstance guest = new($"(memory {pages}) {Body}", new TestOptions { MemoryBytes = lent, ClipMemory = true });
        Assert.AreEqual((int)lent, guest.Instance.Memory.Length);
        foreach (uint more in new uint[] { 1, uint.MaxValue, 0x1_0000, unchecked(0u - pages) })
        {
            Assert.AreEqual(uint.MaxValue, guest.Call("grow", "i:i", more)[0], $"grow by {more}");
            Assert.AreEqual(Math.Min(pages, 65535), guest.Call("size", ":i")[0]);
            Assert.AreEqual((int)lent, guest.Instance.Memory.Length);
        }

        guest.Call("store", "ii:", lent - 1, 9);
        Assert.AreEqual(9ul, guest.Call("load", "i:i", lent - 1)[0]);
        guest.Trap(Status.TrapOutOfBoundsMemory, "load", "i:i", lent);
        guest.Trap(Status.TrapOutOfBoundsMemory, "store", "ii:", lent, 1);
        guest.Trap(Status.TrapOutOfBoundsMemory, "copy", "iii:", lent - 1, 0, 2);
        Assert.AreEqual(Status.TrapBadPointer, guest.Instance.TrySpan(lent - 1, 2, out _));
    }

    [TestMethod]
    [DataRow("(memory 1) (data (i32.const 65532) \"1234\")", Status.Ok, LoadDetail.None)]
    [DataRow("(memory 1) (data (i32.const 65536) \"\")", Status.Ok, LoadDetail.None)]
    [DataRow("(memory 1) (data (i32.const 65533) \"1234\")", Status.TrapOutOfBoundsMemory, LoadDetail.Segment)]
    [DataRow("(memory 1) (data (i32.const 65537) \"\")", Status.TrapOutOfBoundsMemory, LoadDetail.Segment)]
    [DataRow("(memory 1) (data (i32.const -1) \"1\")", Status.TrapOutOfBoundsMemory, LoadDetail.Segment)]
    [DataRow("(memory 1) (data (i32.const -1) \"\")", Status.TrapOutOfBoundsMemory, LoadDetail.Segment)]
    [DataRow("(memory 1) (data (i32.const 0x7fffffff) \"1\")", Status.TrapOutOfBoundsMemory, LoadDetail.Segment)]
    [DataRow("(memory 1) (data (i32.const 0x80000000) \"1\")", Status.TrapOutOfBoundsMemory, LoadDetail.Segment)]
    [DataRow("(memory 0) (data (i32.const 0) \"1\")", Status.TrapOutOfBoundsMemory, LoadDetail.Segment)]
    [DataRow("(table 3 funcref) (elem (i32.const 2) 0)", Status.Ok, LoadDetail.None)]
    [DataRow("(table 3 funcref) (elem (i32.const 3))", Status.Ok, LoadDetail.None)]
    [DataRow("(table 3 funcref) (elem (i32.const 2) 0 0)", Status.TrapOutOfBoundsTable, LoadDetail.Segment)]
    [DataRow("(table 3 funcref) (elem (i32.const 4))", Status.TrapOutOfBoundsTable, LoadDetail.Segment)]
    [DataRow("(table 3 funcref) (elem (i32.const -1) 0)", Status.TrapOutOfBoundsTable, LoadDetail.Segment)]
    [DataRow("(table 3 funcref) (elem (i32.const 0x7fffffff) 0)", Status.TrapOutOfBoundsTable, LoadDetail.Segment)]
    public void A_segment_must_lie_inside(string text, Status status, LoadDetail detail)
    {
        using TestInstance guest = new(Wat.Compile($"(func) {text}"));
        Assert.AreEqual(status, guest.Status);
        Assert.AreEqual(detail, guest.Error.Detail);
        if (status != Status.Ok) Assert.AreEqual(0, guest.Wasm[guest.Error.Offset], "the segment's flags");
    }

    [TestMethod]
    public void A_segment_that_only_the_clipped_part_would_hold_exceeds_a_limit()
    {
        byte[] wasm = Wat.Compile("(memory 1) (data (i32.const 0) \"ok\") (data (i32.const 16383) \"12\")");
        using TestInstance clipped = new(wasm, new TestOptions { MemoryBytes = 16384, ClipMemory = true });
        Assert.AreEqual(Status.LimitExceeded, clipped.Status);
        Assert.AreEqual(LoadDetail.MemorySize, clipped.Error.Detail);
        using TestInstance enough = new(wasm, new TestOptions { MemoryBytes = 16385, ClipMemory = true });
        Assert.AreEqual(Status.Ok, enough.Status);
        Assert.IsTrue(enough.Instance.Memory[^2..].SequenceEqual("12"u8));
    }

    [TestMethod]
    public void Memory_too_small_for_the_engine_is_an_invalid_argument()
    {
        byte[] wasm = Wat.Compile("(func)");
        fixed (byte* bytes = wasm)
        {
            InstanceOptions options = new() { MemoryBytes = Interpreter.MemoryOverheadBytes - 1, ClipMemory = true };
            Assert.AreEqual(Status.InvalidArgument, Instance.Create<TestHost>(bytes, wasm.Length, in options, out _, out _));
        }
    }

    private static void Fill(TestInstance guest) => guest.Instance.Memory.Fill(0xC3);

    private static void AssertPages(TestInstance guest, uint pages)
    {
        Assert.AreEqual(pages, guest.Call("size", ":i")[0]);
        Assert.AreEqual((int)(pages * Page), guest.Instance.Memory.Length);
        if (pages == 0) return;
        fixed (byte* start = guest.Instance.Memory) Assert.AreEqual(guest.MemoryStart, (nint)start);
    }
}
