using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using static Nf.Package.Tests.WatText;

namespace Nf.Package.Tests;

/// <summary>Values of blocks and dead code: what is left of them in a package, and that it does the same, in V8 and in wasm3.</summary>
[TestClass]
public sealed class BlockValueTests
{
    private const int Seed = 20_261;
    private const int Modules = 12;
    private const int FunctionsOfEach = 60;
    private static readonly string[] s_arguments = ["0", "1", "6", "11"];

    // wasm3 by itself gives other values, for reasons of its own each.
    private const string Wrong = """
        (func (export "several") (result i64 f64)
          block (result i64 f64) i64.const 111 i64.const 5 f64.const 2.5 br 0 end)
        (func (export "several if") (param i32) (result i64 f64)
          block (result i64 f64) i64.const 111 i64.const 5 f64.const 2.5 local.get 0 br_if 0 drop drop drop i64.const 6 f64.const 3 end)
        (func (export "overlap") (param i32) (result i64 i64)
          block (result i64 i64)
            i32.const 1 local.get 0 local.get 0
            loop (param i32 i32) (result i32) i64.const 1 i64.const -32768 br 1 end
            drop drop i64.const 9 i64.const 8
          end)
        (func (export "loop") (param i32) (result i32)
          i32.const 7 local.get 0
          loop (param i32 i32) (result i32)
            i32.const 1 i32.sub local.tee 0 i32.eqz br_if 1
            i32.const 2 i32.mul local.get 0 br 0
          end)
        (func (export "float") (param i64) (result f64)
          block (result f64) local.get 0 i64.const 5 f64.const 2.5 br 0 end)
        (func (export "uses") (param i32) (result i64) (local $a i64)
          i64.const 0x123456789 local.set $a local.get $a local.get $a i64.const 5 local.set $a drop
          local.get 0 i32.const 1 i32.add local.get 0 i32.const 2 i32.add i32.mul drop)
        """;

    [TestMethod]
    public void What_wasm3_gets_wrong_is_right_in_a_package() => AssertSame(
        Wrong,
        "the module",
        ["several"], ["several if", "0"], ["several if", "1"], ["overlap", "3"], ["loop", "1"], ["loop", "5"], ["float", "7n"], ["uses", "77"]);

    [TestMethod]
    public void Code_that_wasm3_refuses_is_not_in_a_package() => AssertSame(
        """
        (func (export "f") (param i32) (result i32)
          block local.get 0 br_if 0 unreachable f64.add drop end
          i32.const 4 return i64.add drop drop f32.neg drop)
        """,
        "the module",
        ["f", "0"], ["f", "1"]);

    [TestMethod]
    public void Random_functions_give_in_a_package_what_the_module_gives_in_V8()
    {
        Random random = new(Seed);
        string[][] actions =
        [
            .. from function in Enumerable.Range(0, FunctionsOfEach)
               from argument in s_arguments
               select new[] { $"t{function}", argument },
        ];
        for (int module = 0; module < Modules; module++)
            AssertSame(BranchingModule.Generate(random, FunctionsOfEach), $"module {module} of seed {Seed}", actions);
    }

    [TestMethod]
    public void Values_of_a_loop_go_through_locals() => Check(
        "(func (param i32) i64.const 1 f32.const 2 loop (param i64 f32) (result i64 f32) local.get 0 br_if 0 end drop drop)",
        $"""
        (func (param i32) (local $a i64) (local $b f32) (local $c i32) (local $T i64)
          {Charge(9)} i64.const 1 f32.const 2 local.set $b local.set $a
          loop
            {Charge(13)} local.get $a local.get $b
            local.get 0 local.set $c local.set $b local.set $a local.get $a local.get $b local.get $c br_if 0
            local.set $b local.set $a
          end
          local.get $a local.get $b drop drop)
        """,
        "(type (func (param i32))) (type (func (param i64 f32) (result i64 f32)))");

    [TestMethod]
    public void The_condition_of_an_if_waits_while_its_parameters_are_set() => Check(
        "(func (param i32) f32.const 1 local.get 0 if (param f32) (result f32) f32.neg end drop)",
        $"""
        (func (param i32) (local $c i32) (local $v f32) (local $T i64)
          {Charge(12)} f32.const 1 local.get 0 local.set $c local.set $v local.get $c
          if local.get $v f32.neg local.set $v end local.get $v drop)
        """,
        "(type (func (param i32))) (type (func (param f32) (result f32)))");

    [TestMethod]
    public void Both_arms_take_parameters_and_set_results() => Check(
        "(func (param i32) i64.const 1 local.get 0 if (param i64) (result f32) drop f32.const 2 else f32.convert_i64_s end drop)",
        $"""
        (func (param i32) (local $c i32) (local $p i64) (local $r f32) (local $T i64)
          {Charge(16)} i64.const 1 local.get 0 local.set $c local.set $p local.get $c
          if local.get $p drop f32.const 2 local.set $r else local.get $p f32.convert_i64_s local.set $r end
          local.get $r drop)
        """,
        "(type (func (param i32))) (type (func (param i64) (result f32)))");

    [TestMethod]
    public void A_label_that_keeps_its_values_on_the_stack_is_branched_to_from_a_block() => Check(
        "(func (param i32) (result f32) block (result f32) f32.const 1 local.get 0 br_table 0 1 end)",
        $"""
        (func (param i32) (result f32) (local $c i32) (local $v f32) (local $T i64)
          {Charge(10)}
          block
            f32.const 1 local.get 0 local.set $c local.set $v
            block local.get $c br_table 1 0 end
            local.get $v br 1
          end
          local.get $v)
        """);

    [TestMethod]
    public void Dead_code_is_left_out_and_costs_nothing() => Check(
        """
        (memory 1)
        (func $f (param i32) (result i32)
          block
            local.get 0 br_if 0 i32.const 1 return
            i32.const 1 call $f drop block loop end i32.const 0 if else unreachable end end
          end
          unreachable memory.grow)
        """,
        $"""
        (memory 1)
        (func $f (param i32) (result i32) (local $T i64)
          {Charge(6)} block local.get 0 br_if 0 i32.const 1 return end unreachable)
        """);

    // Types of blocks stay, though nothing names them any more.
    private static void Check(string source, string expected, string types = "") =>
        AssertPackage($"{types} {expected} {Globals}", Pack(source).Wasm);

    // In V8 the module and its package, and the package in nf's own engine.
    private static void AssertSame(string text, string about, params string[][] actions)
    {
        byte[] source = Compile(text);
        byte[] package = Pack(source).Wasm;

        List<Outcome> expected = ArmedPackage.Play(source, actions);
        List<Outcome> inV8 = ArmedPackage.Run(package, actions);

        using EngineGuest inWasm3 = new(package);
        for (int i = 0; i < actions.Length; i++)
        {
            string what = $"{about}: {string.Join(' ', actions[i])}";
            Assert.AreEqual(expected[i].Result, inV8[i].Result, what);
            Assert.AreEqual(inV8[0].Depth, inV8[i].Depth, $"{what}: every way out gives the level back");
            ulong[] arguments = [.. actions[i][1..].Select(argument => ulong.Parse(argument.TrimEnd('n'), CultureInfo.InvariantCulture))];
            Assert.AreEqual(expected[i].Result, inWasm3.Call(actions[i][0], arguments), what);
        }
    }
}
