using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>The imports of nf.lower, called with right and with hostile numbers.</summary>
[TestClass]
public sealed class LoweredFunctionTests
{
    // nf.passive: the bytes "abcdef", then the entries function 4, null, function 5, and an index that is no function.
    private static readonly byte[] s_passive =
        [(byte)'a', (byte)'b', (byte)'c', (byte)'d', (byte)'e', (byte)'f', 4, 0, 0, 0, 255, 255, 255, 255, 5, 0, 0, 0, 99, 0, 0, 0];

    private static readonly string s_wat = $"""
        (module
          (type $answer (func (result i32)))
          (import "nf.lower" "memory_init" (func $memory_init (param i32 i32 i32 i32 i32)))
          (import "nf.lower" "table_init" (func $table_init (param i32 i32 i32 i32 i32)))
          (import "nf.lower" "table_copy" (func $table_copy (param i32 i32 i32)))
          (memory (export "memory") 1 1)
          (table 8 8 funcref)
          (global $R (mut i32) (i32.const 6))
          (global $S (mut i32) (i32.const 4))
          {TestPackage.Globals}
          (func (export "call") (param $i i32) (result i32) (local $T i64)
            {TestPackage.Charge(10)} {TestPackage.Enter}
            block (result i32) (call_indirect (type $answer) (local.get $i)) end
            {TestPackage.Leave})
          (func $four (result i32) (local $T i64) {TestPackage.Charge(2)} i32.const 44)
          (func $five (result i32) (local $T i64) {TestPackage.Charge(2)} i32.const 55)
          (func (export "memory_init") (param i32 i32 i32) (local $N i32) (local $T i64)
            {TestPackage.Charge(12)}
            local.get 0 local.get 1 local.get 2 {TestPackage.Bulk} global.get $R i32.const 0 call $memory_init)
          (func (export "table_init") (param i32 i32 i32) (local $N i32) (local $T i64)
            {TestPackage.Charge(12)}
            local.get 0 local.get 1 local.get 2 {TestPackage.Bulk} global.get $S i32.const 6 call $table_init)
          (func (export "table_copy") (param i32 i32 i32) (local $N i32) (local $T i64)
            {TestPackage.Charge(12)}
            local.get 0 local.get 1 local.get 2 {TestPackage.Bulk} call $table_copy)
          (func (export "drop") (local $T i64) {TestPackage.Charge(3)} i32.const 0 global.set $R)
          (func (export "lie") (local $T i64) {TestPackage.Charge(3)} i32.const -1 global.set $R))
        """;

    [TestMethod]
    [DataRow(0u, 0u, 6u, "abcdef")]
    [DataRow(0u, 4u, 2u, "ef\0\0\0\0")]
    [DataRow(2u, 1u, 3u, "\0\0bcd\0")]
    [DataRow(0u, 6u, 0u, "\0\0\0\0\0\0")]
    [DataRow(65536u, 0u, 0u, "\0\0\0\0\0\0")]
    public void MemoryInitCopies(uint destination, uint source, uint length, string expected)
    {
        using TestInstance guest = Guest();
        Assert.AreEqual(Status.Ok, guest.TryCall("memory_init", "iii:", out _, destination, source, length));
        Assert.AreEqual(expected, System.Text.Encoding.ASCII.GetString(guest.Instance.Memory[..6]));
    }

    public static IEnumerable<object[]> Beyond() =>
    [
        [0u, 0u, 7u], [0u, 6u, 1u], [0u, 7u, 0u], [65535u, 0u, 2u], [65537u, 0u, 0u], [0u, uint.MaxValue, 2u], [uint.MaxValue, 0u, 2u],
        [0u, 1u, uint.MaxValue],
    ];

    [TestMethod]
    [DynamicData(nameof(Beyond))]
    public void MemoryInitTrapsBeyondAndWritesNothing(uint destination, uint source, uint length)
    {
        using TestInstance guest = Guest();
        guest.Trap(Status.TrapOutOfBoundsMemory, "memory_init", "iii:", destination, source, length);
        Assert.AreEqual(-1, System.MemoryExtensions.IndexOfAnyExcept(guest.Instance.Memory, (byte)0));
    }

    [TestMethod]
    public void ADroppedSegmentIsEmpty()
    {
        using TestInstance guest = Guest();
        guest.Call("drop", ":");
        Assert.AreEqual(Status.Ok, guest.TryCall("memory_init", "iii:", out _, 0, 0, 0));
        guest.Trap(Status.TrapOutOfBoundsMemory, "memory_init", "iii:", 0, 0, 1);
    }

    [TestMethod]
    public void ALyingPackageReadsNothingBehindTheSection()
    {
        using TestInstance guest = Guest();
        guest.Call("lie", ":");
        uint end = (uint)s_passive.Length;
        Assert.AreEqual(Status.Ok, guest.TryCall("memory_init", "iii:", out _, 0, 0, end));
        guest.Trap(Status.TrapOutOfBoundsMemory, "memory_init", "iii:", 0, 0, end + 1);
        guest.Trap(Status.TrapOutOfBoundsMemory, "memory_init", "iii:", 0, 0xFFFFFFF0, 16);
    }

    [TestMethod]
    public void TableInitSetsFunctionsAndNulls()
    {
        using TestInstance guest = Guest();
        guest.Call("table_init", "iii:", 1, 0, 3);
        Assert.AreEqual(44ul, guest.Call("call", "i:i", 1)[0]);
        Assert.AreEqual(55ul, guest.Call("call", "i:i", 3)[0]);
        guest.Trap(Status.TrapNullElement, "call", "i:i", 2);
        guest.Trap(Status.TrapNullElement, "call", "i:i", 0);
    }

    [TestMethod]
    public void TableInitRefusesWhatIsNoFunction()
    {
        using TestInstance guest = Guest();
        guest.Trap(Status.OutOfRange, "table_init", "iii:", 0, 3, 1);
        guest.Trap(Status.TrapNullElement, "call", "i:i", 0);
    }

    [TestMethod]
    [DataRow(6u, 0u, 3u)]
    [DataRow(0u, 2u, 3u)]
    [DataRow(9u, 0u, 0u)]
    [DataRow(0u, uint.MaxValue, 2u)]
    public void TableInitTrapsBeyond(uint destination, uint source, uint length)
    {
        using TestInstance guest = Guest();
        guest.Trap(Status.TrapOutOfBoundsTable, "table_init", "iii:", destination, source, length);
    }

    [TestMethod]
    public void TableCopyMovesOverlapping()
    {
        using TestInstance guest = Guest();
        guest.Call("table_init", "iii:", 0, 0, 3);
        guest.Call("table_copy", "iii:", 1, 0, 3);
        Assert.AreEqual(44ul, guest.Call("call", "i:i", 0)[0]);
        Assert.AreEqual(44ul, guest.Call("call", "i:i", 1)[0]);
        Assert.AreEqual(55ul, guest.Call("call", "i:i", 3)[0]);
        guest.Trap(Status.TrapOutOfBoundsTable, "table_copy", "iii:", 6, 0, 3);
        guest.Trap(Status.TrapOutOfBoundsTable, "table_copy", "iii:", 0, 8, 1);
        guest.Call("table_copy", "iii:", 8, 8, 0);
    }

    [TestMethod]
    public void BulkWorkIsChargedByItsLength()
    {
        using TestInstance guest = Guest();
        _ = guest.Instance.SetFuel(100);
        Assert.AreEqual(Status.Ok, guest.TryCall("memory_init", "iii:", out _, 0, 0, 6));
        Assert.AreEqual(88ul, guest.Instance.Fuel);
        guest.Trap(Status.TrapOutOfFuel, "memory_init", "iii:", 0, 0, uint.MaxValue);
    }

    [TestMethod]
    public void AnotherSignatureIsRefused()
    {
        byte[] wasm = Wat.Compile($"(module (import \"nf.lower\" \"table_copy\" (func (param i32 i32))) {TestPackage.Globals})");
        using TestInstance guest = new(new TestPackage().Wrap(wasm), new TestOptions());
        Assert.AreEqual(Status.ImportMismatch, guest.Status);
        byte[] unknown = Wat.Compile($"(module (import \"nf.lower\" \"table_fill\" (func (param i32 i32))) {TestPackage.Globals})");
        using TestInstance other = new(new TestPackage().Wrap(unknown), new TestOptions());
        Assert.AreEqual(Status.ImportUnknown, other.Status);
    }

    private static TestInstance Guest()
    {
        byte[] wasm = [.. Wat.Compile(s_wat), .. TestPackage.Section("nf.passive", s_passive)];
        TestInstance guest = new(new TestPackage().Wrap(wasm), new TestOptions { RequireMetered = true });
        Assert.AreEqual(Status.Ok, guest.Status, $"{guest.Error.Detail} at {guest.Error.Offset}: {guest.Message}");
        _ = guest.Instance.SetFuel(1ul << 40);
        return guest;
    }
}
