using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>Calls in both directions leave the managed heap alone.</summary>
[TestClass]
public class AllocationTests
{
    [TestMethod]
    public void A_million_export_calls_and_a_million_import_calls_allocate_nothing()
    {
        const int calls = 1_000_000;
        using TestInstance guest = new("""
            (import "t" "i32" (func $host (param i32) (result i32)))
            (func (export "plus") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
            (func (export "import") (param i32) (result i32)
              (loop (local.set 0 (i32.sub (call $host (local.get 0)) (i32.const 1))) (br_if 0 (local.get 0)))
              (local.get 0))
            """);
        Assert.AreEqual(Status.Ok, guest.Instance.FindFunction("plus"u8, "i:i"u8, out ExportedFunction plus));
        Assert.AreEqual(Status.Ok, guest.Instance.FindFunction("import"u8, "i:i"u8, out ExportedFunction import));
        Run(guest, plus, import, 1, out _);

        long before = GC.GetAllocatedBytesForCurrentThread();
        bool good = Run(guest, plus, import, calls, out ulong value);
        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.IsTrue(good);
        Assert.AreEqual((ulong)calls, value);
        Assert.AreEqual(0, after - before);
    }

    private static bool Run(TestInstance guest, in ExportedFunction plus, in ExportedFunction import, int calls, out ulong value)
    {
        Span<ulong> cell = stackalloc ulong[1];
        bool good = true;
        cell[0] = 0;
        for (int i = 0; i < calls; i++) good &= guest.Instance.Call(in plus, cell, cell) == Status.Ok;
        value = cell[0];
        cell[0] = (ulong)calls;
        return good & guest.Instance.Call(in import, cell, cell) == Status.Ok;
    }
}
