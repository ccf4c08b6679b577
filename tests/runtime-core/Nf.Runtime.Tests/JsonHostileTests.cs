using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>JSON with damaged values, and with an allocator that lies: a status each time, gc_sp as it was, a host that lives.</summary>
[TestClass]
public sealed class JsonHostileTests
{
    private const int Corruptions = 20_000;
    private static readonly byte[] s_text = Encoding.UTF8.GetBytes(
        """{"list":[1,"two",{"three":[3,3.5]}],"name":"a\nb","none":{},"flag":true}""");

    [TestMethod]
    [DataRow(0xFFFF_FFF0u, 0x20u)]
    [DataRow(65000u * 16 + 65000, 70000u)]
    [DataRow(0u, uint.MaxValue)]
    public void A_text_outside_the_memory_is_refused(uint pointer, uint length)
    {
        using VeraGuest guest = new();
        Assert.AreEqual(Status.TrapBadPointer, guest.TryCall("json_parse", out _, pointer, length));
        Assert.AreEqual(0, guest.Allocations);
    }

    [TestMethod]
    public void A_value_that_leads_to_itself_is_refused()
    {
        using VeraGuest guest = new();
        uint list = JsonTree.Parse(guest, "[[1],2]"u8, out _);
        guest.SetWord(guest.Word(list + 4), list);
        Assert.AreEqual(Status.LimitExceeded, guest.TryCall("json_stringify", out _, list));
        uint map = JsonTree.Parse(guest, "{\"a\":1}"u8, out _);
        guest.SetWord(guest.Word(guest.Word(map + 4) + 8) + 8 + 12, map);
        Assert.AreEqual(Status.LimitExceeded, guest.TryCall("json_stringify", out _, map));
    }

    [TestMethod]
    public void A_value_that_is_shared_again_and_again_ends_with_the_memory()
    {
        using VeraGuest guest = new(memoryPages: 1);
        uint list = JsonTree.Parse(guest, "[0,0]"u8, out _);
        for (int i = 0; i < 40; i++)
        {
            uint outer = JsonTree.Parse(guest, "[0,0]"u8, out _), elements = guest.Word(outer + 4);
            guest.SetWord(elements, list);
            guest.SetWord(elements + 4, list);
            list = outer;
        }

        Assert.AreEqual(Status.OutOfMemory, guest.TryCall("json_stringify", out _, list));
    }

    [TestMethod]
    [DataRow(0x7FF0_0000_0000_0000ul)]
    [DataRow(0xFFF0_0000_0000_0000ul)]
    [DataRow(0x7FF8_0000_0000_0001ul)]
    public void Numbers_that_are_not_finite_are_not_written(ulong bits)
    {
        using VeraGuest guest = new();
        uint value = JsonTree.Parse(guest, "[1]"u8, out _), number = guest.Word(guest.Word(value + 4));
        guest.SetWord(number + 8, (uint)bits);
        guest.SetWord(number + 12, (uint)(bits >> 32));
        Assert.AreEqual(Status.InvalidArgument, guest.TryCall("json_stringify", out _, value));
    }

    [TestMethod]
    public void Strings_that_are_not_utf8_are_not_written()
    {
        using VeraGuest guest = new();
        uint value = JsonTree.Parse(guest, "\"abc\""u8, out _);
        guest.Memory[(int)guest.Word(value + 4) + 1] = 0xC0;
        Assert.AreEqual(Status.InvalidArgument, guest.TryCall("json_stringify", out _, value));
    }

    // What the n-th call of the allocator answers, for each n that there is.
    [TestMethod]
    [DataRow("nothing", Status.OutOfMemory)]
    [DataRow("odd", Status.TrapBadPointer)]
    [DataRow("far", Status.TrapBadPointer)]
    [DataRow("the text", null)]
    [DataRow("the first", null)]
    [DataRow("the last", null)]
    [DataRow("another text", Status.TrapHostFunction)]
    public void An_allocator_that_lies_is_found_out(string lie, Status? expected)
    {
        using VeraGuest guest = new();
        ulong[] text = guest.Text(s_text);
        int before = guest.Allocations;
        _ = guest.Call("json_parse", text);
        int allocations = guest.Allocations - before, failures = 0;
        for (int nth = 0; nth < allocations; nth++)
        {
            guest.Clear();
            text = guest.Text(s_text);
            int calls = 0;
            uint first = 0, last = 0;
            guest.OnAllocate = bytes =>
            {
                bool lies = calls++ == nth;
                if (lies && lie == "another text") guest.Memory.Slice((int)text[0], s_text.Length).Fill((byte)' ');
                uint given = lies && lie != "another text"
                    ? lie switch
                    {
                        "nothing" => 0,
                        "odd" => guest.Bump(bytes) + 2,
                        "far" => 0xFFFF_FF00,
                        "the text" => (uint)text[0],
                        "the first" => first == 0 ? guest.Bump(bytes) : first,
                        _ => last == 0 ? guest.Bump(bytes) : last,
                    }
                    : guest.Bump(bytes);
                if (first == 0) first = given;
                last = given;
                return given;
            };
            Status status = guest.TryCall("json_parse", out _, text);
            // The last allocation is the answer's: then the text is not needed any more, and everything is made.
            bool isAnswer = nth == allocations - 1 && lie == "another text";
            if (expected != null) Assert.AreEqual(isAnswer ? Status.Ok : expected, status, $"allocation {nth}");
            if (status != Status.Ok) failures++;
            guest.OnAllocate = guest.Bump;
        }

        // An object that lives and is given again harms the guest alone, if it is not what the host still reads.
        Assert.IsGreaterThan(allocations / 4, failures);

        guest.Clear();
        uint value = JsonTree.Parse(guest, s_text, out _);
        Assert.AreEqual(Encoding.UTF8.GetString(s_text), JsonTree.Write(guest, value));
    }

    [TestMethod]
    public void Writing_with_an_allocator_that_lies()
    {
        using VeraGuest guest = new();
        uint value = JsonTree.Parse(guest, s_text, out _);
        foreach (uint lie in new uint[] { 0, 2, 0xFFFF_FF00 })
        {
            for (int nth = 0; nth < 2; nth++)
            {
                int calls = 0;
                guest.OnAllocate = bytes => calls++ == nth ? lie : guest.Bump(bytes);
                Status status = guest.TryCall("json_stringify", out _, value);
                Assert.AreEqual(lie == 0 ? Status.OutOfMemory : Status.TrapBadPointer, status);
            }
        }

        // The text over the value itself, and over the memory of the open arrays.
        uint scratch = 0;
        guest.OnAllocate = bytes => scratch == 0 ? scratch = guest.Bump(bytes) : value;
        Assert.AreNotEqual(Status.Ok, guest.TryCall("json_stringify", out _, value));
        guest.OnAllocate = guest.Bump;
        value = JsonTree.Parse(guest, s_text, out _);
        scratch = 0;
        guest.OnAllocate = bytes => scratch == 0 ? scratch = guest.Bump(bytes) : scratch;
        Assert.AreEqual(Status.TrapBadPointer, guest.TryCall("json_stringify", out _, value));
    }

    [TestMethod]
    public void Damage_anywhere_gives_a_status()
    {
        Random random = new(20260105);
        using VeraGuest guest = new(memoryPages: 1);
        uint value = JsonTree.Parse(guest, s_text, out _);
        byte[] whole = guest.Memory.ToArray();
        int used = (int)guest.Bump(8);
        uint[] words = [0, 1, 2, 3, 4, 5, 6, 8, 0xFFFF_FFFF, 0x8000_0000, 65535, 65532, value, 0xFEEDC001];
        int[] counts = new int[2];
        for (int i = 0; i < Corruptions; i++)
        {
            for (int n = random.Next(1, 4); n > 0; n--)
            {
                uint at = (uint)random.Next((int)VeraGuest.HeapStart, used) & ~3u;
                guest.SetWord(at, random.Next(3) switch
                {
                    0 => words[random.Next(words.Length)],
                    1 => (uint)random.Next((int)VeraGuest.HeapStart, used) & ~3u,
                    _ => guest.Word(at) ^ (1u << random.Next(32)),
                });
            }

            uint top = (uint)used;
            guest.OnAllocate = bytes => (top += bytes + 7 & ~7u) <= guest.Memory.Length ? top - (bytes + 7 & ~7u) : 0;
            Status status = guest.TryCall("json_stringify", out _, value);
            counts[status == Status.Ok ? 0 : 1]++;
            whole.CopyTo(guest.Memory);
        }

        Assert.IsGreaterThan(Corruptions / 20, counts.Min());
    }
}
