using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Nf.Runtime.Tests;

/// <summary>Real modules: those of the examples, and one with every section and kind of entry.</summary>
internal static class Samples
{
    public static IReadOnlyList<byte[]> All { get; } = [.. Examples().Select(File.ReadAllBytes), Everything];

    public static byte[] Everything => Wat.Compile("""
        (type $v (func)) (type (func (param i32 i64 f32 f64) (result f64 f32)))
        (import "t" "i32" (func $host (param i32) (result i32))) (import "t" "nop" (func $nop))
        (table 8 9 funcref) (memory 1 4)
        (global $g (export "g") (mut i32) (i32.const -5)) (global i64 (i64.const 1)) (global f32 (f32.const 2)) (global f64 (f64.const 3))
        (export "memory" (memory 0)) (export "table" (table 0)) (export "again" (func $f))
        (start $start) (elem (i32.const 1) $f $nop) (elem (i32.const 4) $start)
        (func $start) (func $f (export "grün") (param i32) (result i32) (local i64 f32)
          (block (loop (br_table 0 1 0 (local.get 0)))) (if (result i32) (local.get 0) (then (i32.const 1)) (else (i32.const -2)))
          (call_indirect (type $v) (i32.const 3)) (memory.fill (i32.const 0) (i32.const 0) (i32.const 0)) (call $host))
        (data (i32.const 0) "hello") (data (i32.const 65530) "world")
        """, names: true);

    private static string[] Examples()
    {
        EnumerationOptions oneDown = new() { MaxRecursionDepth = 1, RecurseSubdirectories = true };
        return Directory.GetFiles(Path.Combine(Repository.Root, "examples"), "*.wasm", oneDown);
    }
}
