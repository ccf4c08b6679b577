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

    /// <summary>One with all that belongs to references.</summary>
    public static byte[] References => Wat.Compile("""
        (type $v (func (result i32))) (import "t" "ref" (func $host (param externref) (result externref)))
        (table $t 3 10 funcref) (table $e 2 5 externref) (table $x 2 funcref) (memory 1)
        (global $g (mut externref) (ref.null extern)) (global $f (mut funcref) (ref.func $one))
        (global i32 (i32.add (i32.const 3) (i32.mul (i32.const 4) (i32.const 5))))
        (elem (table $t) (i32.const 0) func $one $two) (elem $p funcref (ref.func $one) (ref.null func)) (elem $ep externref (ref.null extern))
        (elem declare func $two) (elem (table $e) (i32.const 0) externref (ref.null extern)) (elem (table $x) (i32.const 1) funcref (ref.null func))
        (data $d "abc") (data (i32.sub (i32.const 5) (i32.const 2)) "abc")
        (func $one (result i32) (i32.const 1)) (func $two (export "two") (result i32) (i32.const 2))
        (func (param externref) (result externref) (table.set $e (i32.const 0) (local.get 0)) (call $host (table.get $e (i32.const 0))))
        (func (param funcref) (result funcref) (local externref funcref) (local.set 2 (local.get 0)) (local.get 2))
        (func (param externref i32) (result i32) (table.grow $e (local.get 0) (local.get 1)) (i32.add (table.size $t)))
        (func (param externref i32) (table.fill $e (i32.const 0) (local.get 0) (local.get 1)))
        (func (table.init $t $p (i32.const 0) (i32.const 0) (i32.const 2)) (elem.drop $p) (table.init $e $ep (i32.const 0) (i32.const 0) (i32.const 0)))
        (func (table.copy $t $x (i32.const 0) (i32.const 0) (i32.const 2)) (table.copy $e $e (i32.const 0) (i32.const 0) (i32.const 2)))
        (func (param externref) (result i32) (i32.add (ref.is_null (local.get 0)) (ref.is_null (ref.func $two))))
        (func (param externref externref i32) (result externref)
          (select (result externref) (local.get 0) (local.get 1) (local.get 2)) (global.set $g) (global.get $g))
        (func (param i32) (result i32) (call_indirect $x (type $v) (local.get 0)))
        (func (param externref) (result externref i32 f64)
          (local.get 0) (block (param externref) (result externref i32 f64) (i32.const 1) (f64.const 2) (br 0)))
        (func (memory.init $d (i32.const 0) (i32.const 0) (i32.const 2)) (data.drop $d))
        """);

    private static string[] Examples()
    {
        EnumerationOptions oneDown = new() { MaxRecursionDepth = 1, RecurseSubdirectories = true };
        return Directory.GetFiles(Path.Combine(Repository.Root, "examples"), "*.wasm", oneDown);
    }
}
