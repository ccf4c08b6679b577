using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>A host function asks the guest's own allocator for memory: the one call back into a running guest.</summary>
[TestClass]
public sealed class GuestAllocatorTests
{
    // alloc(n): 1 traps, 2 calls without end, 3 grows memory by a page, 4 grows and then calls without end, 5 asks the host to allocate,
    // 6 the same and goes on, 7 calls another host function that uses the stack; else n + 1000, and 0 for 0.
    private const string Guest = """
        (import "t" "allocate" (func $allocate (param i32) (result i32)))
        (import "t" "allocate_twice" (func $twice (param i32) (result i32)))
        (import "t" "try_allocate" (func $try (param i32) (result i32)))
        (import "t" "swap" (func $swap (param i32 i64 f32 f64) (result f64 f32 i64 i32)))
        (import "t" "tag_five" (func $five (result i32)))
        (import "t" "tag_six" (func $six (result i32)))
        (memory (export "memory") 1 4)
        (func $last (param i32) (result i32)
          (call $swap (local.get 0) (i64.const 2) (f32.const 3) (f64.const 4)) (local.set 0) drop drop drop (local.get 0))
        (func $endless (param i32) (result i32) (i32.add (call $endless (local.get 0)) (local.get 0)))
        (func $alloc (export "alloc") (param i32) (result i32)
          (if (i32.eq (local.get 0) (i32.const 0)) (then (return (i32.const 0))))
          (if (i32.eq (local.get 0) (i32.const 1)) (then unreachable))
          (if (i32.eq (local.get 0) (i32.const 2)) (then (return (call $endless (i32.const 1)))))
          (if (i32.eq (local.get 0) (i32.const 3)) (then (return (i32.mul (memory.grow (i32.const 1)) (i32.const 65536)))))
          (if (i32.eq (local.get 0) (i32.const 4))
            (then (drop (memory.grow (i32.const 1))) (return (call $endless (i32.const 1)))))
          (if (i32.eq (local.get 0) (i32.const 5)) (then (return (call $allocate (i32.const 8)))))
          (if (i32.eq (local.get 0) (i32.const 6)) (then (return (call $try (i32.const 8)))))
          (if (i32.eq (local.get 0) (i32.const 7))
            (then (return (call $last (i32.const 41)))))
          (i32.add (local.get 0) (i32.const 1000)))
        (func (export "allocate") (param i32) (result i32) (call $allocate (local.get 0)))
        (func (export "twice") (param i32) (result i32) (call $twice (local.get 0)))
        (func (export "try") (param i32) (result i32) (call $try (local.get 0)))
        (func $deep (export "deep") (param i32 i32) (result i32)
          (if (result i32) (local.get 0)
            (then (i32.add (call $deep (i32.sub (local.get 0) (i32.const 1)) (local.get 1)) (local.get 0)))
            (else (call $try (local.get 1)))))
        (func (export "keeps") (param i64 i64 i32) (result i64)
          (i64.add (i64.add (local.get 0) (local.get 1)) (i64.extend_i32_u (call $allocate (local.get 2)))))
        (func (export "tags") (result i32) (i32.add (i32.mul (call $five) (i32.const 10)) (call $six)))
        """;

    [TestMethod]
    public void The_guest_answers_and_goes_on()
    {
        using TestInstance guest = new(Guest);
        Assert.AreEqual(1012ul, guest.Call("allocate", "i:i", 12)[0]);
        Assert.AreEqual(0ul, guest.Call("allocate", "i:i", 0)[0]);
        Assert.AreEqual(30ul + 1008, guest.Call("keeps", "IIi:I", 10, 20, 8)[0]);
        Assert.AreEqual(41ul, guest.Call("allocate", "i:i", 7)[0], "a host function inside the allocator");
        Assert.AreEqual(1012ul, guest.Call("allocate", "i:i", 12)[0]);
    }

    [TestMethod]
    public void A_function_is_called_with_the_tag_of_its_offer()
    {
        using TestInstance guest = new(Guest);
        Assert.AreEqual(56ul, guest.Call("tags", ":i")[0]);
    }

    [TestMethod]
    public void The_host_function_sees_memory_that_the_allocator_has_grown()
    {
        using TestInstance guest = new(Guest);
        Assert.AreEqual(65536ul + 3, guest.Call("twice", "i:i", 3)[0], "the argument is read after two calls");
        Assert.AreEqual(3 * 65536, guest.Instance.Memory.Length);
        Assert.AreEqual(0x77, guest.Instance.Memory[^1]);
    }

    [TestMethod]
    [DataRow(1u, Status.TrapUnreachable)]
    [DataRow(2u, Status.TrapStackOverflow)]
    [DataRow(4u, Status.TrapStackOverflow)]
    [DataRow(5u, Status.Reentrant)]
    public void A_trap_in_the_allocator_ends_the_call(uint mode, Status expected)
    {
        using TestInstance guest = new(Guest, names: true);
        Backtrace trace = guest.Trap(expected, "allocate", "i:i", mode);
        if (mode == 1)
        {
            Assert.AreEqual(3u, trace.Count);
            Assert.AreEqual("alloc", guest.FunctionName(trace.Frames[0].FunctionIndex));
            Assert.AreEqual("allocate", guest.FunctionName(trace.Frames[1].FunctionIndex));
        }

        Assert.AreEqual(Status.Ok, guest.Arena.Check());
        Assert.AreEqual(1012ul, guest.Call("allocate", "i:i", 12)[0], "the guest is as callable as after any trap");
    }

    [TestMethod]
    [DataRow(1u, Status.TrapUnreachable)]
    [DataRow(2u, Status.TrapStackOverflow)]
    [DataRow(5u, Status.Reentrant)]
    [DataRow(12u, Status.Ok)]
    public void A_host_function_may_go_on_after_a_trap_in_it(uint mode, Status expected)
    {
        using TestInstance guest = new(Guest);
        Assert.AreEqual((ulong)expected, guest.Call("try", "i:i", mode)[0]);
        Assert.AreEqual(1008ul, guest.Call("allocate", "i:i", 8)[0]);
    }

    // The allocator runs behind what its caller holds on the value stack; growing memory must not move the stack's end.
    [TestMethod]
    public void It_has_the_stack_that_is_left()
    {
        int refused = 0, trapped = 0, fitted = 0;
        for (uint depth = 0; depth < 200; depth++)
        {
            // Anew for each depth: the memory grows three times only.
            using TestInstance guest = new(Guest, new TestOptions { StackBytes = 4096 });
            foreach (uint mode in new uint[] { 4, 8 })
            {
                Status status = guest.TryCall("deep", "ii:i", out ulong[] results, depth, mode);
                uint sum = depth * (depth + 1) / 2;
                if (status == Status.TrapStackOverflow) refused++;
                else if (results[0] == sum + (ulong)Status.TrapStackOverflow) trapped++;
                else if (status == Status.Ok && results[0] == sum) fitted++;
                else Assert.Fail($"{status} {results[0]} at depth {depth}");
                Assert.AreEqual(Status.Ok, guest.Arena.Check(), $"depth {depth}");
            }
        }

        Assert.IsGreaterThan(10, fitted);
        Assert.IsGreaterThan(10, trapped);
        Assert.IsGreaterThan(10, refused);
    }

    [TestMethod]
    public void It_is_refused_where_the_native_stack_ends()
    {
        using TestInstance guest = new(Guest, new TestOptions { StackBytes = 1 << 19, NativeStackBytes = 16384 });
        bool fitted = false, refused = false;
        for (uint depth = 0; depth < 400; depth++)
        {
            Status status = guest.TryCall("deep", "ii:i", out ulong[] results, depth, 8);
            if (status == Status.Ok && results[0] == depth * (depth + 1) / 2) fitted = true;
            if (status == Status.Ok && results[0] == depth * (depth + 1) / 2 + (ulong)Status.TrapStackOverflow) refused = true;
        }

        Assert.IsTrue(fitted && refused);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("""(func (export "alloc") (param i64) (result i32) (i32.const 8))""")]
    [DataRow("""(global (export "alloc") i32 (i32.const 8))""")]
    public void A_guest_without_an_allocator_is_told_so(string export)
    {
        using TestInstance guest = new($"""
            (import "t" "allocate" (func $allocate (param i32) (result i32)))
            {export}
            (func (export "allocate") (param i32) (result i32) (call $allocate (local.get 0)))
            """);
        Assert.AreEqual(Status.ExportNotFound, guest.TryCall("allocate", "i:i", out _, 8));
    }
}
