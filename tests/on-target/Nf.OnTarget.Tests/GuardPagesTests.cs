using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.FirmwareHost;
using Nf.Package;
using Nf.Runtime;
using Nf.Runtime.Tests;

namespace Nf.OnTarget.Tests;

/// <summary>Guests whose code leaves the checks to inaccessible addresses, when they are reset, pooled, or given too little.</summary>
[TestClass]
[DoNotParallelize]
public sealed unsafe class GuardPagesTests
{
    private const uint Page = 65536;

    private static readonly byte[] s_guest = Packager.Pack(Wat.Compile("""
        (module
          (memory 1 4)
          (global $mark (export "mark") (mut i32) (i32.const 0))
          (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
          (func (export "load") (param i32) (result i32) (i32.load8_u (local.get 0)))
          (func (export "store") (param i32) (result i32)
            (i32.store8 (local.get 0) (i32.const 1))
            (i32.const 7))
          ;; Between two writes of a global a store that may fault: the first must be seen then.
          (func (export "mark-around") (param i32) (result i32)
            (global.set $mark (i32.const 1))
            (i32.store8 (local.get 0) (i32.const 1))
            (global.set $mark (i32.const 2))
            (i32.const 7)))
        """), new PackageOptions { Name = "guard", Fuel = 1_000_000, Depth = 8, StackBytes = 1024, HostSlots = 0 }).Wasm;

    [TestMethod]
    public void Memory_that_had_grown_is_inaccessible_after_a_reset() => WithPool((pool, guest) =>
    {
        GrowAndTouch(guest);
        Assert.AreEqual(Status.Ok, guest->Reset());

        Assert.AreEqual((int)Page, guest->Memory.Length);
        Assert.AreEqual(Status.TrapOutOfBoundsMemory, Call(guest, "load", Page, out _));
        Assert.AreEqual(Status.TrapOutOfBoundsMemory, Call(guest, "store", 3 * Page - 1, out _));
        Assert.AreEqual(Status.Ok, Call(guest, "load", Page - 1, out ulong value));
        Assert.AreEqual(0ul, value);
    });

    [TestMethod]
    public void Memory_that_had_grown_is_inaccessible_to_the_next_taker_and_zero_when_it_grows_again() => WithPool((pool, guest) =>
    {
        GrowAndTouch(guest);
        Assert.AreEqual(Status.Ok, pool.Pool.Give(pool.Lease));
        Assert.AreEqual(Status.Ok, pool.Pool.TryTake(0, out PoolLease lease, out _));
        Assert.AreEqual(Status.Ok, pool.Pool.TryGet(lease, out guest));

        Assert.AreEqual(1ul, pool.Pool.Counters.Reused);
        Assert.AreEqual(Status.TrapOutOfBoundsMemory, Call(guest, "load", Page, out _));
        Assert.AreEqual(Status.Ok, Call(guest, "grow", 2, out _));
        Assert.AreEqual(Status.Ok, Call(guest, "load", 3 * Page - 1, out ulong value));
        Assert.AreEqual(0ul, value);
        Assert.AreEqual(Status.TrapOutOfBoundsMemory, Call(guest, "load", 3 * Page, out _));
    });

    [TestMethod]
    public void What_was_stored_before_a_fault_is_there_and_what_was_not_is_not() => WithPool((pool, guest) =>
    {
        Assert.AreEqual(Status.TrapOutOfBoundsMemory, Call(guest, "mark-around", Page, out _));
        Assert.AreEqual(Status.Ok, guest->FindGlobal("mark"u8, out ExportedGlobal mark));
        Assert.AreEqual(Status.Ok, guest->GetGlobal(in mark, out ulong value));
        Assert.AreEqual(1ul, value);
    });

    [TestMethod]
    [DataRow(0u)]
    [DataRow(0x7FFF_FFFFu)]
    [DataRow(0xFFFF_FFFFu)]
    public void Every_address_behind_the_memory_traps(uint behind) => WithPool((pool, guest) =>
    {
        uint address = uint.Max(Page, behind);
        Assert.AreEqual(Status.TrapOutOfBoundsMemory, Call(guest, "load", address, out _));
        Assert.AreEqual(Status.TrapOutOfBoundsMemory, Call(guest, "store", address, out _));
    });

    private static void GrowAndTouch(Instance* guest)
    {
        Assert.AreEqual(Status.Ok, Call(guest, "grow", 2, out ulong old));
        Assert.AreEqual(1ul, old);
        Assert.AreEqual(Status.Ok, Call(guest, "store", 3 * Page - 1, out ulong stored));
        Assert.AreEqual(7ul, stored);
    }

    private static Status Call(Instance* guest, string name, uint argument, out ulong result)
    {
        result = 0;
        Assert.AreEqual(Status.Ok, guest->SetFuel(100_000));
        Assert.AreEqual(Status.Ok, guest->FindFunction(Encoding.ASCII.GetBytes(name), "i:i"u8, out ExportedFunction function));
        ulong cell = argument;
        return guest->Call(in function, new ReadOnlySpan<ulong>(in cell), new Span<ulong>(ref result));
    }

    private readonly record struct Taken(InstancePool<HostileHost, MappedRoom> Pool, PoolLease Lease);

    private delegate void Use(Taken pool, Instance* guest);

    private static void WithPool(Use use)
    {
        AheadGuests.Use([CompiledGuests.Compile(new GuestBytes("guard", s_guest), AheadChecks.Guard).Path]);
        Assert.AreEqual(Status.Ok, AheadGuests.Find(s_guest, out AheadModule* module));
        AheadGuests.Use([]);
        byte** mappings = stackalloc byte*[1];
        ulong* storage = stackalloc ulong[512];
        InstanceOptions options = new()
        {
            MemoryBytes = 4 * Page,
            RequireMetered = true,
            KeepBytes = Page,
            Limits = InstanceLimits.Most with { StackBytes = 4096 },
            NativeStackBytes = 64 * 1024,
            Ahead = module,
        };
        MappedRoom room = new(mappings, 64 * 1024, in options);
        PoolSettings settings = new() { Cap = 1, IdleMax = 1, MemoryPagesMax = 4, GrowthBytesMax = 4 * Page };
        Assert.AreEqual(Status.Ok, InstancePool<HostileHost, MappedRoom>.Create(
            (byte*)storage, 4096, 1, module->Outline, module->OutlineBytes, in room, in settings, out var pool));
        Assert.AreEqual(Status.Ok, pool.TryTake(0, out PoolLease lease, out _));
        Assert.AreEqual(Status.Ok, pool.TryGet(lease, out Instance* guest));
        use(new Taken(pool, lease), guest);
        room.Close(0);
    }
}
