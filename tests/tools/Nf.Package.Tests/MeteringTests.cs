using static Nf.Package.Tests.WatText;

namespace Nf.Package.Tests;

/// <summary>The metered form: text in, text out, a test for each rule of docs/PACKAGE.md.</summary>
[TestClass]
public sealed class MeteringTests
{
    [TestMethod]
    public void A_function_is_charged_for_all_its_instructions_both_arms_included() => Check(
        """
        (func (param i32) (result i32)
          nop local.get 0 if (result i32) i32.const 1 i32.const 2 i32.add else i32.const 3 end)
        """,
        // Entering, local.get, if, two constants and an add, a constant.
        $"""
        (func (param i32) (result i32) (local $T i64) {Charge(7)}
          nop local.get 0 if (result i32) i32.const 1 i32.const 2 i32.add else i32.const 3 end)
        """);

    [TestMethod]
    public void Every_turn_of_a_loop_is_charged_without_what_inner_loops_cost() => Check(
        """
        (func (param i32)
          i32.const 0 drop
          loop $outer
            i32.const 0 drop nop
            loop $inner local.get 0 br_if $inner end
            local.get 0 br_if $outer
          end
          i32.const 0 drop)
        """,
        $"""
        (func (param i32) (local $T i64) {Charge(5)}
          i32.const 0 drop
          loop $outer {Charge(5)}
            i32.const 0 drop nop
            loop $inner {Charge(3)} local.get 0 br_if $inner end
            local.get 0 br_if $outer
          end
          i32.const 0 drop)
        """);

    [TestMethod]
    public void Growing_memory_costs_more() => Check(
        "(memory 1) (func i32.const 1 memory.grow drop)",
        $"(memory 1) (func (local $T i64) {Charge(67)} i32.const 1 memory.grow drop)");

    [TestMethod]
    [DataRow(6, 1)]
    [DataRow(7, 2)]
    [DataRow(14, 2)]
    [DataRow(15, 3)]
    public void Eight_declared_locals_cost_one_and_T_is_one_of_them(int locals, int cost) => Check(
        $"(func (param i32) (local {Repeat("f64", locals)}))",
        $"(func (param i32) (local {Repeat("f64", locals)}) (local $T i64) {Charge(cost)})");

    [TestMethod]
    public void A_function_that_calls_takes_a_level_and_returns_by_a_branch() => Check(
        """
        (func $leaf)
        (func (param i32) (result i32)
          call $leaf
          block local.get 0 if i32.const 1 return end local.get 0 br_if 0 end
          i32.const 2 return)
        """,
        $"""
        (func $leaf (local $T i64) {Charge(1)})
        (func (param i32) (result i32) (local $T i64) {Charge(17)}
          {Enter("(result i32)")}
          call $leaf
          block local.get 0 if i32.const 1 br 2 end local.get 0 br_if 0 end
          i32.const 2 br 0
          {Leave})
        """);

    [TestMethod]
    public void A_branch_out_of_the_body_gives_the_level_back() => Check(
        "(func $f (param i32) call $g local.get 0 br_table 0 0) (func $g)",
        $"(func $f (param i32) (local $T i64) {Charge(11)} {Enter()} call $g local.get 0 br_table 0 0 {Leave}) "
        + $"(func $g (local $T i64) {Charge(1)})");

    [TestMethod]
    public void Several_results_are_read_behind_the_end_of_the_level() => Check(
        "(type (func (param i32) (result i64 i32))) (func $f (type 0) local.get 0 call $f)",
        "(type (func (param i32) (result i64 i32))) (func $f (type 0) (local $a i64) (local $b i32) (local $T i64) "
        + $"{Charge(14)} {Enter()} local.get 0 call $f local.set $b local.set $a {Leave} local.get $a local.get $b)");

    [TestMethod]
    public void A_float_result_is_read_behind_the_end_of_the_level() => Check(
        "(func $f (param i32) (result f32) local.get 0 if f32.const 1 return end f32.const 2 local.get 0 br_if 0 drop call $g unreachable) (func $g)",
        $"""
        (func $f (param i32) (result f32) (local $r f32) (local $c i32) (local $T i64)
          {Charge(24)} {Enter()}
          local.get 0 if f32.const 1 local.set $r br 1 end
          f32.const 2 local.get 0 local.set $c local.set $r local.get $r local.get $c br_if 0 drop call $g unreachable
          {Leave} local.get $r)
        (func $g (local $T i64) {Charge(1)})
        """);

    [TestMethod]
    public void A_function_that_calls_imports_only_takes_no_level() => Check(
        """(import "host" "f" (func $f)) (func call $f return)""",
        $"""(import "host" "f" (func $f)) (func (local $T i64) {Charge(10)} call $f return)""");

    [TestMethod]
    public void A_function_that_calls_indirectly_takes_a_level() => Check(
        "(type (func)) (table 1 funcref) (func i32.const 0 call_indirect (type 0))",
        $"(type (func)) (table 1 funcref) (func (local $T i64) {Charge(10)} {Enter()} i32.const 0 call_indirect (type 0) {Leave})");

    [TestMethod]
    public void Bulk_instructions_are_charged_by_their_length() => Check(
        """
        (memory 1)
        (func (param i32) (local i64)
          i32.const 1 i32.const 2 local.get 0 memory.copy
          i32.const 1 i32.const 2 local.get 0 memory.fill)
        """,
        $"""
        (memory 1)
        (func (param i32) (local i64) (local $N i32) (local $T i64) {Charge(23)}
          i32.const 1 i32.const 2 local.get 0 {Bulk} memory.copy
          i32.const 1 i32.const 2 local.get 0 {Bulk} memory.fill)
        """);

    [TestMethod]
    public void The_globals_stand_behind_the_modules_own_and_nobody_exports_them() => Check(
        """(global (mut i32) (i32.const 5)) (export "g" (global 0)) (func global.get 0 drop)""",
        $"""(global (mut i32) (i32.const 5)) {Globals} (export "g" (global 0)) (func (local $T i64) {Charge(3)} global.get 0 drop)""",
        "");

    private static string Repeat(string type, int count) => string.Join(' ', System.Linq.Enumerable.Repeat(type, count));

    private static void Check(string source, string expected, string globals = Globals) =>
        AssertPackage($"{expected} {globals}", Pack(source).Wasm);
}
