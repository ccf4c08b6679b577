using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Wast.Tests;

/// <summary>Each kind of command, once as it should be, and once with an expectation that does not hold: that one must fail.</summary>
[TestClass]
public sealed class CommandTests
{
    private const string Module = """
        (module $m
          (type $unary (func (param i32) (result i32)))
          (table 2 funcref) (elem (i32.const 0) $same)
          (memory 1)
          (global (export "g") i32 (i32.const 7))
          (func $same (type $unary) (local.get 0))
          (func (export "same") (param i32) (result i32) (local.get 0))
          (func (export "pair") (result i32 i64) (i32.const 1) (i64.const 2))
          (func (export "none"))
          (func (export "f32") (param i32) (result f32) (f32.reinterpret_i32 (local.get 0)))
          (func (export "f64") (param i64) (result f64) (f64.reinterpret_i64 (local.get 0)))
          (func (export "unreachable") (unreachable))
          (func (export "divide") (param i32) (result i32) (i32.div_s (i32.const 0x80000000) (local.get 0)))
          (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
          (func (export "indirect") (param i32) (result i32) (call_indirect (type $unary) (i32.const 5) (local.get 0)))
          (func $deep (export "deep") (call $deep)))

        """;

    [TestMethod]
    [DataRow("""(assert_return (invoke "same" (i32.const -1)) (i32.const 0xffffffff))""")]
    [DataRow("""(assert_return (invoke "pair") (i32.const 1) (i64.const 2))""")]
    [DataRow("""(assert_return (invoke "none"))""")]
    [DataRow("""(assert_return (invoke $m "same" (i32.const 3)) (i32.const 3))""")]
    [DataRow("""(assert_return (get "g") (i32.const 7))""")]
    [DataRow("""(assert_return (invoke "f32" (i32.const 0xffc00000)) (f32.const nan:canonical))""")]
    [DataRow("""(assert_return (invoke "f32" (i32.const 0x7fc00001)) (f32.const nan:arithmetic))""")]
    [DataRow("""(assert_return (invoke "f32" (i32.const 0x7fa00000)) (f32.const nan:0x200000))""")]
    [DataRow("""(assert_return (invoke "f64" (i64.const 0x7ff8000000000000)) (f64.const nan:canonical))""")]
    [DataRow("""(assert_return (invoke "f64" (i64.const 0xfff8000000000001)) (f64.const nan:arithmetic))""")]
    [DataRow("""(assert_trap (invoke "unreachable") "unreachable")""")]
    [DataRow("""(assert_trap (invoke "divide" (i32.const 0)) "integer divide by zero")""")]
    [DataRow("""(assert_trap (invoke "divide" (i32.const -1)) "integer overflow")""")]
    [DataRow("""(assert_trap (invoke "load" (i32.const 65533)) "out of bounds memory access")""")]
    [DataRow("""(assert_trap (invoke "indirect" (i32.const 1)) "uninitialized element 1")""")]
    [DataRow("""(assert_trap (invoke "indirect" (i32.const 2)) "undefined element")""")]
    [DataRow("""(assert_exhaustion (invoke "deep") "call stack exhausted")""")]
    [DataRow("""(assert_invalid (module (func (result i32))) "type mismatch")""")]
    [DataRow("""(assert_malformed (module binary "\00asm\01\00\00\00\01") "unexpected end")""")]
    [DataRow("""(assert_unlinkable (module (import "nobody" "offers" (func))) "unknown import")""")]
    [DataRow("""(assert_unlinkable (module (import "spectest" "print_i32" (func (param i64)))) "incompatible import type")""")]
    [DataRow("""(assert_trap (module (func $s unreachable) (start $s)) "unreachable")""")]
    [DataRow("""(assert_trap (module (memory 1) (data (i32.const 65536) "a")) "out of bounds memory access")""")]
    [DataRow("""
        (module (func $f (export "f") (param i32)
          (br_if 0 (i32.eqz (local.get 0))) (return_call $f (i32.sub (local.get 0) (i32.const 1)))))
        (assert_return (invoke "f" (i32.const 9)))
        """)]
    [DataRow("""(invoke "none")""")]
    [DataRow("""(register "m" $m)""")]
    [DataRow("""(module (import "spectest" "print_i32_f32" (func (param i32 f32))))""")]
    public void Passes_when_it_holds(string command) => Assert.AreEqual(Verdict.Passed, WastText.Last(Module + command).Verdict);

    [TestMethod]
    [DataRow("""(assert_return (invoke "same" (i32.const 1)) (i32.const 2))""", "i32 1 (0x1)")]
    [DataRow("""(assert_return (invoke "pair") (i32.const 1) (i64.const 3))""", "result 1 is i64 2 (0x2)")]
    [DataRow("""(assert_return (invoke "unreachable"))""", "TrapUnreachable")]
    [DataRow("""(assert_return (get "g") (i32.const 8))""", "i32 7 (0x7)")]
    [DataRow("""(assert_return (invoke "f32" (i32.const 0x7fc00001)) (f32.const nan:canonical))""", "f32 NaN (0x7fc00001)")]
    [DataRow("""(assert_return (invoke "f32" (i32.const 0x7fa00000)) (f32.const nan:arithmetic))""", "f32 NaN (0x7fa00000)")]
    [DataRow("""(assert_return (invoke "f32" (i32.const 0x80000000)) (f32.const 0))""", "f32 -0 (0x80000000)")]
    [DataRow("""(assert_return (invoke "f64" (i64.const 0x7ff4000000000000)) (f64.const nan:arithmetic))""",
        "f64 NaN (0x7ff4000000000000)")]
    [DataRow("""(assert_return (invoke "f64" (i64.const 0x7ff0000000000000)) (f64.const nan:canonical))""",
        "f64 Infinity (0x7ff0000000000000)")]
    [DataRow("""(assert_trap (invoke "unreachable") "integer overflow")""", "TrapUnreachable")]
    [DataRow("""(assert_trap (invoke "divide" (i32.const 0)) "integer overflow")""", "TrapDivideByZero")]
    [DataRow("""(assert_trap (invoke "indirect" (i32.const 2)) "uninitialized element")""", "TrapOutOfBoundsTable")]
    [DataRow("""(assert_trap (invoke "none") "unreachable")""", "it returned")]
    [DataRow("""(assert_exhaustion (invoke "none") "call stack exhausted")""", "it returned")]
    [DataRow("""(assert_exhaustion (invoke "unreachable") "call stack exhausted")""", "TrapUnreachable")]
    [DataRow("""(assert_invalid (module (func)) "type mismatch")""", "it was taken")]
    [DataRow("""(assert_malformed (module binary "\00asm\01\00\00\00") "unexpected end")""", "it was taken")]
    [DataRow("""(assert_unlinkable (module (import "spectest" "print" (func))) "unknown import")""", "it was taken")]
    [DataRow("""(assert_trap (module (func $s) (start $s)) "unreachable")""", "it was taken")]
    [DataRow("""(assert_trap (module (func $s unreachable) (start $s)) "integer overflow")""", "TrapUnreachable")]
    [DataRow("""(invoke "unreachable")""", "TrapUnreachable")]
    [DataRow("""(module (import "nobody" "offers" (func)))""", "ImportUnknown at byte 17: the host does not offer this import")]
    [DataRow("""(module (func $s unreachable) (start $s))""", "TrapUnreachable")]
    public void Fails_when_it_does_not(string command, string found)
    {
        CommandOutcome outcome = WastText.Last(Module + command);
        Assert.AreEqual(Verdict.Failed, outcome.Verdict);
        Assert.AreEqual(found, outcome.Found);
    }

    // wast2json refuses these itself; JSON may come from elsewhere.
    [TestMethod]
    [DataRow("same", "i32", "i64", "i64 1 (0x1)")]
    [DataRow("same", "i64", "i32", "ExportMismatch")]
    [DataRow("same", "", "i32", "ExportMismatch")]
    [DataRow("same", "i32", "", "ExportMismatch")]
    [DataRow("same", "i32 i32", "i32", "ExportMismatch")]
    [DataRow("pair", "", "i32", "ExportMismatch")]
    [DataRow("none", "", "i32", "ExportMismatch")]
    [DataRow("missing", "", "", "ExportNotFound")]
    [DataRow("g", "", "", "ExportMismatch")]
    public void Fails_with_other_types_than_the_function_has(string name, string arguments, string results, string found)
    {
        WastCommand call = new()
        {
            Type = "assert_return",
            Line = 1,
            IsInvoke = true,
            Field = name,
            Arguments = Ones(arguments),
            Expected = Ones(results),
        };
        CommandOutcome outcome = LastWith(call);
        Assert.AreEqual((Verdict.Failed, found), (outcome.Verdict, outcome.Found));
        outcome = LastWith(call with { Type = "assert_trap", Text = "unreachable" });
        Assert.AreEqual(Verdict.Failed, outcome.Verdict);
    }

    [TestMethod]
    public void Fails_about_a_module_that_nothing_makes()
    {
        WastCommand call = new() { Type = "action", Line = 1, IsInvoke = true, Field = "none", Module = "$nobody" };
        CommandOutcome outcome = LastWith(call);
        Assert.AreEqual((Verdict.Failed, "there is no such module"), (outcome.Verdict, outcome.Found));
    }

    private static CommandOutcome LastWith(WastCommand command)
    {
        WastFile file = WastText.Run(Module).File;
        return WastRun.Execute([file with { Commands = [.. file.Commands, command] }], new WastOptions()).Single().Commands[^1];
    }

    private static WastValue[] Ones(string types) =>
        [.. types.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(type => new WastValue(type, "1"))];

    [TestMethod]
    [DataRow("""(assert_malformed (module quote "(func") "unexpected token")""", "text format")]
    [DataRow("""(module (memory (import "spectest" "memory") 1))""", "imported memory")]
    [DataRow("""(module (table (import "spectest" "table") 10 funcref))""", "imported table")]
    [DataRow("""(module (import "spectest" "global_i32" (global i32)))""", "imported global")]
    [DataRow("""(module (func (param externref)))""", "reference types")]
    [DataRow("""(module (func (drop (v128.const i32x4 0 0 0 0))))""", "SIMD")]
    [DataRow("""(assert_invalid (module (func (result v128))) "type mismatch")""", "SIMD")]
    [DataRow("""(module (memory 1 1 shared))""", "threads")]
    [DataRow("""(module (memory i64 1))""", "memory64")]
    [DataRow("""(module (memory 1) (memory 1))""", "multiple memories")]
    [DataRow("""(module (tag))""", "exceptions")]
    [DataRow("""(module (global i32 (i32.add (i32.const 1) (i32.const 2))))""", "extended constant expressions")]
    [DataRow("""(module (func (export "x") (drop (ref.null func)))) (assert_return (invoke "x"))""", "reference types")]
    [DataRow("""(module $x (table 1 externref) (func (export "f"))) (register "x") (module (import "x" "f" (func)))""", "imports between modules")]
    [DataRow("""(register "m" $m) (module (import "m" "g" (global i32))) (assert_return (invoke $m "none"))""", "imports between modules")]
    [DataRow("""
        (register "m" $m) (module $n (import "m" "none" (func)) (func (export "f"))) (module (import "m" "g" (global i32))) (assert_return (invoke $n "f"))
        """, "imports between modules")]
    [DataRow("""(module (func (export "x") (param externref))) (assert_return (invoke "x" (ref.null extern)))""", "reference types")]
    [DataRow("""(module (func (export "x")) (table 1 externref)) (assert_return (invoke "x"))""", "reference types")]
    [DataRow("""(module (func (export "x")) (table 1 externref)) (assert_trap (invoke "x") "unreachable")""", "reference types")]
    [DataRow("""(assert_trap (invoke "unreachable") "words that nobody knows")""", "trap 'words that nobody knows'")]
    public void Is_unsupported_under_the_name_of_what_it_needs(string command, string feature)
    {
        CommandOutcome outcome = WastText.Last(Module + command);
        Assert.AreEqual(Verdict.Unsupported, outcome.Verdict);
        Assert.AreEqual(feature, outcome.Feature);
    }

    [TestMethod]
    public void A_command_about_a_module_that_failed_fails_too()
    {
        FileOutcome outcome = WastText.Run("""(module (import "no" "one" (func)) (func (export "f"))) (invoke "f")""");
        Assert.AreEqual(2, outcome.Failed);
        StringAssert.Contains(outcome.FailureLines.Last(), "ImportUnknown");
    }

    [TestMethod]
    public void A_trap_of_a_start_function_is_no_trap_of_a_later_call()
    {
        FileOutcome outcome = WastText.Run(
            """(module (func $s unreachable) (start $s) (func (export "f") unreachable)) (assert_trap (invoke "f") "unreachable")""");
        Assert.AreEqual(2, outcome.Failed);
    }

    [TestMethod]
    public void Several_instances_live_at_a_time_and_keep_apart()
    {
        string module = """
            (global $g (mut i32) (i32.const 0)) (memory 1)
            (func (export "next") (result i32)
              (i32.store (i32.const 8) (i32.add (i32.load (i32.const 8)) (i32.const 1)))
              (global.set $g (i32.add (global.get $g) (i32.const 1)))
              (i32.mul (global.get $g) (i32.load (i32.const 8)))))
            """;
        FileOutcome outcome = WastText.Run($"""
            (module $a {module} (module $b {module}
            (assert_return (invoke $a "next") (i32.const 1))
            (assert_return (invoke $a "next") (i32.const 4))
            (assert_return (invoke $b "next") (i32.const 1))
            (module $c {module}
            (assert_return (invoke "next") (i32.const 1))
            (assert_return (invoke $a "next") (i32.const 9))
            (assert_return (invoke $b "next") (i32.const 4))
            (assert_invalid (module (func (result i32))) "type mismatch")
            (assert_return (invoke $c "next") (i32.const 4))
            """);
        Assert.AreEqual("", string.Join('\n', outcome.FailureLines));
        Assert.AreEqual(11, outcome.Passed);
    }

    [TestMethod]
    [DataRow(100_000)]
    [DataRow(20_000)]
    [DataRow(5_000)]
    public void More_locals_than_the_engine_takes_meet_a_limit(int locals)
    {
        CommandOutcome outcome = WastText.Last($"(module (func {string.Concat(Enumerable.Repeat("(local i64)", locals))} (nop)))");
        Assert.AreEqual(Verdict.Unsupported, outcome.Verdict);
        StringAssert.StartsWith(outcome.Feature, "limit: ");
    }

    [TestMethod]
    public void More_instances_than_slots_are_counted_not_lost()
    {
        string modules = string.Concat(Enumerable.Range(0, 10).Select(i => $"(module $m{i} (func (export \"f\")))\n"));
        string calls = string.Concat(Enumerable.Range(0, 10).Select(i => $"(assert_return (invoke $m{i} \"f\"))\n"));
        FileOutcome outcome = WastText.Run(modules + calls);
        Assert.AreEqual(16, outcome.Passed);
        Assert.AreEqual(0, outcome.Failed);
        Assert.AreEqual("limit: instances at a time", outcome.Unsupported.Single().Key);
    }

    [TestMethod]
    public void A_file_that_is_not_understood_is_a_failure()
    {
        FileOutcome outcome = WastText.Run("(module (func");
        Assert.AreEqual(1, outcome.Failed);
        StringAssert.Contains(outcome.FailureLines.Single(), "wast2json");
    }
}
