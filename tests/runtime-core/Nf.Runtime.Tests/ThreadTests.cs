using System;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

[TestClass]
public class ThreadTests
{
    [TestMethod]
    public void Instances_on_several_threads_do_not_meet()
    {
        const int threads = 4;
        const string wat = """
            (import "t" "i32" (func $host (param i32) (result i32)))
            (memory 1 8)
            (global $g (mut i32) (i32.const 0))
            (func $deep (export "deep") call $deep)
            (func (export "grow") (result i32) (memory.grow (i32.const 1)))
            (func (export "sum") (param $n i32) (param $step i32) (result i32) (local $sum i32)
              (loop
                (local.set $sum (i32.add (local.get $sum) (call $host (local.get $step))))
                (i32.store (i32.const 64) (local.get $sum))
                (local.set $sum (i32.load (i32.const 64)))
                (br_if 0 (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
              (local.get $sum))
            """;
        byte[] wasm = Wat.Compile(wat);
        string[] failures = new string[threads];
        using Barrier start = new(threads);
        Thread[] running = new Thread[threads];
        for (int i = 0; i < threads; i++)
        {
            int self = i;
            running[i] = new Thread(() => failures[self] = Run(wasm, (uint)self + 1, start));
            running[i].Start();
        }

        foreach (Thread thread in running) thread.Join();
        foreach (string failure in failures) Assert.AreEqual("", failure);
    }

    private static string Run(byte[] wasm, uint step, Barrier start)
    {
        try
        {
            start.SignalAndWait();
            for (uint round = 1; round <= 200; round++)
            {
                using TestInstance guest = new(wasm, new TestOptions { MemoryBytes = 2 * 65536, ArenaBytes = 256 * 1024 });
                Assert.AreEqual(1000ul * step, guest.Call("sum", "ii:i", 1000, step)[0]);
                guest.Trap(Status.TrapStackOverflow, "deep", ":");
                Assert.AreEqual(1ul, guest.Call("grow", ":i")[0]);
                Assert.AreEqual(uint.MaxValue, guest.Call("grow", ":i")[0]);
                Assert.AreEqual((ulong)round * step, guest.Call("sum", "ii:i", round, step)[0]);
            }

            return "";
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }
}
