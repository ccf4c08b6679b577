using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nf.Errors;
using Nf.Examples.Tests;
using Nf.Runtime;
using static Nf.Package.Tests.WatText;

namespace Nf.Package.Tests;

/// <summary>Packages for code that is compiled ahead of time: what is not lowered for it, what it is charged, who refuses it.</summary>
[TestClass]
public sealed class AheadPackageTests
{
    private const int Seed = 20_261;
    private const int MutantCount = 1500;

    // Everything that only compiled code takes.
    private const string Everything = """
        (type $v (func (result i32))) (memory (export "memory") 1)
        (table $t 3 10 funcref) (table $e (export "externs") 2 5 externref) (table $x 2 funcref)
        (global $g (mut externref) (ref.null extern)) (global $f (mut funcref) (ref.func $three))
        (global $c i32 (i32.add (i32.const 3) (i32.mul (i32.const 4) (i32.const 5))))
        (elem (table $t) (i32.const 0) func $one $two) (elem $p funcref (ref.func $one) (ref.null func)) (elem $q externref (ref.null extern))
        (elem (table $e) (i32.const 0) externref (ref.null extern)) (elem (table $x) (i32.sub (i32.const 2) (i32.const 1)) funcref (ref.null func))
        (data $d "abc") (data (i32.const 3) "def")
        (func $one (result i32) i32.const 1) (func $two (export "two") (result i32) i32.const 2) (func $three (result i32) i32.const 3)
        (func (export "set") (param i32 externref) local.get 0 local.get 1 table.set $e)
        (func (export "get") (param i32) (result externref) local.get 0 table.get $e)
        (func (export "size") (result i32) table.size $e)
        (func (export "grow") (param externref i32) (result i32) local.get 0 local.get 1 table.grow $e)
        (func (export "fill") (param i32 externref i32) local.get 0 local.get 1 local.get 2 table.fill $e)
        (func (export "init") (param i32 i32 i32) local.get 0 local.get 1 local.get 2 table.init $t $p)
        (func (export "copy") (param i32 i32 i32) local.get 0 local.get 1 local.get 2 table.copy $t $x)
        (func (export "memory_init") (param i32 i32 i32) local.get 0 local.get 1 local.get 2 memory.init $d)
        (func (export "drop") elem.drop $p data.drop $d)
        (func (export "call") (param i32) (result i32) local.get 0 call_indirect $t (type $v))
        (func (export "put") i32.const 2 ref.func $two table.set $t)
        (func (export "constant") (result i32) global.get $c)
        (func (export "null") (param externref) (result i32) local.get 0 ref.is_null)
        (func (export "several") (param i32) (result i32 f64 i64)
          call $one drop local.get 0 f64.const 2 block (param i32 f64) (result i32 f64 i64) i64.const 3 br 0 end)
        (func (export "tail") (result i32) return_call $two)
        """;

    private static readonly PackageOptions s_aot = new() { Engine = GuestEngine.Aot };

    [TestMethod]
    public void Nothing_is_lowered_that_wasm2c_takes() => AssertPackage(
        $"""
        (type $f (func (param i32) (result i32 f32))) (type $n (func)) (type $results (func (result i32 f32)))
        (memory 1) (table 4 funcref) {Globals}
        (elem (i32.const 1) $n) (elem funcref (ref.func $n) (ref.null func)) (elem declare func $f)
        (func $f (type $f) (local $N i32) (local $T i64) {Charge(35)} {Enter("(type $results)")}
          i32.const 0 i32.const 0 local.get 0 {Bulk} memory.init 0 data.drop 0
          i32.const 0 i32.const 0 local.get 0 {Bulk} table.init 1 elem.drop 1
          call $n
          local.get 0 block (type $f) f32.const 1 end {Leave})
        (func $n (type $n) (local $T i64) {Charge(1)})
        (data "passive") (data (i32.const 9) "active")
        """,
        Pack(Compile("""
        (type $f (func (param i32) (result i32 f32))) (type $n (func))
        (memory 1) (table 4 funcref) (elem (i32.const 1) $n) (elem funcref (ref.func $n) (ref.null func)) (elem declare func $f)
        (func $f (type $f)
          i32.const 0 i32.const 0 local.get 0 memory.init 0 data.drop 0
          i32.const 0 i32.const 0 local.get 0 table.init 1 elem.drop 1
          call $n
          local.get 0 block (type $f) f32.const 1 end)
        (func $n (type $n))
        (data "passive") (data (i32.const 9) "active")
        """), s_aot).Wasm);

    [TestMethod]
    public void Constants_are_computed_and_tail_calls_return() => AssertPackage(
        $"""
        (type (func)) (memory 1) (global i64 (i64.const -6)) {Globals}
        (func $f (local $T i64) {Charge(10)} {Enter()} call $f br 0 {Leave})
        (data (i32.const 8) "x")
        """,
        Pack(Compile("""
        (memory 1) (global i64 (i64.mul (i64.const 2) (i64.sub (i64.const 1) (i64.const 4))))
        (func $f return_call $f) (data (i32.add (i32.const 3) (i32.const 5)) "x")
        """), s_aot).Wasm);

    [TestMethod]
    public void It_does_what_the_module_does() => AssertRuns(
        (["size"], "2"),
        (["set", "1", "7"], ""),
        (["get", "1"], "7"),
        (["get", "2"], "trap"),
        (["grow", "9", "3"], "2"),
        (["grow", "9", "1"], "-1"),
        (["get", "4"], "9"),
        (["fill", "0", "5", "5"], ""),
        (["fill", "0", "5", "6"], "trap"),
        (["get", "0"], "5"),
        (["call", "0"], "1"),
        (["call", "1"], "2"),
        (["call", "2"], "trap"),
        (["put"], ""),
        (["call", "2"], "2"),
        (["init", "1", "0", "2"], ""),
        (["call", "1"], "1"),
        (["call", "2"], "trap"),
        (["copy", "0", "0", "2"], ""),
        (["call", "0"], "trap"),
        (["memory_init", "10", "1", "2"], ""),
        ([":memory", "9", "4"], "00626300"),
        (["drop"], ""),
        (["init", "0", "0", "1"], "trap"),
        (["memory_init", "0", "0", "1"], "trap"),
        (["constant"], "23"),
        (["null", "3"], "0"),
        (["several", "4"], "4,2,3"),
        (["tail"], "2"));

    [TestMethod]
    [DataRow("grow", 0, new[] { "1", "0" }, DisplayName = "table.grow by none")]
    [DataRow("grow", 6, new[] { "1", "100" }, DisplayName = "table.grow that is refused")]
    [DataRow("fill", 1, new[] { "0", "1", "16" }, DisplayName = "table.fill out of bounds")]
    [DataRow("fill", 0, new[] { "0", "1", "2" }, DisplayName = "table.fill")]
    [DataRow("init", 2, new[] { "0", "0", "32" }, DisplayName = "table.init")]
    [DataRow("copy", 3, new[] { "0", "0", "63" }, DisplayName = "table.copy")]
    [DataRow("memory_init", 4, new[] { "0", "0", "64" }, DisplayName = "memory.init")]
    public void What_has_a_length_is_charged_by_sixteen(string function, int units, string[] arguments)
    {
        byte[] package = Pack(Compile(Everything), s_aot).Wasm;

        Outcome outcome = ArmedPackage.Run(package, [[":arm", "1000", "9"], [function, .. arguments]])[1];

        // Entering, the operands, the instruction.
        Assert.AreEqual(1000 - (1 + arguments.Length + 8 + units), outcome.Fuel);
    }

    [TestMethod]
    public void The_interpreter_refuses_it_by_name_and_place()
    {
        byte[] source = Compile(Everything);

        NfException error = Assert.ThrowsExactly<NfException>(() => Packager.Pack(source, PackageOptions.Default));

        Assert.AreEqual(Status.FeatureNotSupported, error.Status);
        StringAssert.Contains(error.Message, "reference types");
        StringAssert.Contains(error.Message, "at byte ");
        StringAssert.Contains(error.Message, "--engine aot");
    }

    [TestMethod]
    [DataRow("(memory 1) (data \"x\") (func i32.const 0 i32.const 0 i32.const 0 memory.init 0)", WasmFeature.BulkSegments)]
    [DataRow("(memory 1) (data (i32.const 0) \"x\") (func i32.const 0 i32.const 0 i32.const 0 memory.init 0)", WasmFeature.BulkInstructions)]
    [DataRow("(table 1 funcref) (func i32.const 0 i32.const 0 i32.const 0 table.copy)", WasmFeature.BulkInstructions)]
    [DataRow("(func $f (result f64) call $f)", WasmFeature.BlockValues)]
    [DataRow("(func $f (result i32 i32) call $f)", WasmFeature.BlockValues)]
    [DataRow("(func block (result f32) f32.const 0 end drop)", WasmFeature.BlockValues)]
    [DataRow("(func (drop (ref.null func)))", WasmFeature.ReferenceTypes)]
    [DataRow("(table 1 funcref) (table 1 funcref)", WasmFeature.MultipleTables)]
    public void A_package_for_compiled_code_is_refused_by_what_it_uses(string text, WasmFeature feature)
    {
        byte[] package = Pack(Compile(text), s_aot).Wasm;

        LoadError error = Verifier.Verify(package);

        Assert.AreEqual((Status.FeatureNotSupported, feature), (error.Status, error.Feature), $"{error.Detail}");
    }

    [TestMethod]
    public void The_manifest_says_what_the_package_is_for()
    {
        byte[] module = Compile("(table 5 8 funcref) (table 3 externref)");

        PackageInspection package = PackageInspection.Of(Pack(module, s_aot).Wasm);

        Assert.AreEqual(GuestEngine.Aot, package.Manifest.Engine);
        Assert.AreEqual(8u + 3 + 1024, package.Manifest.TableElements);
        Assert.AreEqual(GuestEngine.Interpreter, PackageInspection.Of(Pack("(table 5 8 funcref)").Wasm).Manifest.Engine);
        Assert.AreEqual(GuestEngine.Aot, LimitsFile.Parse("nf.yaml", "engine: aot").Engine);
        Assert.AreEqual(GuestEngine.Interpreter, LimitsFile.Parse("nf.yaml", "engine: interpreter").Engine);
        Assert.ThrowsExactly<NfException>(() => LimitsFile.Parse("nf.yaml", "engine: wasm3"));
    }

    [TestMethod]
    public void All_tables_together_keep_the_limit()
    {
        byte[] module = Compile("(table 5 funcref) (table 3 externref)");

        Assert.ThrowsExactly<NfException>(() => Packager.Pack(module, s_aot with { TableElements = 7 }));

        Assert.AreEqual(8u, Packager.Pack(module, s_aot with { TableElements = 8 }).Manifest.TableElements);
    }

    [TestMethod]
    public void The_examples_become_packages_that_are_verified()
    {
        foreach (string name in ExampleFolder.Names)
            Pack(File.ReadAllBytes(ExampleFolder.Wasm(name)), s_aot);
    }

    [TestMethod]
    public void A_valid_mutant_becomes_a_valid_package()
    {
        byte[] source = Compile(Everything);
        Random random = new(Seed);
        int valid = 0;
        for (int i = 0; i < MutantCount; i++)
        {
            byte[] mutant = [.. source];
            for (int changes = random.Next(1, 3); changes > 0; changes--)
                mutant[random.Next(WasmBytes.Header.Length, mutant.Length)] = (byte)random.Next(i % 2 == 0 ? 256 : 16);
            if (Verifier.Validate(mutant).Status != Status.Ok)
                continue;
            valid++;
            byte[] package = Packager.Pack(mutant, s_aot).Wasm;
            LoadError found = Verifier.Verify(package, GuestEngine.Aot);
            Assert.AreEqual(Status.Ok, found.Status, $"mutant {i}: {found.Detail} at {found.Offset} in function {found.FunctionIndex}");
            if (valid % 5 == 0)
                Assert.IsTrue(IsValid(package), $"mutant {i}");
        }
        Assert.IsTrue(valid > MutantCount / 20, $"{valid} valid mutants say something");
    }

    private static void AssertRuns(params (string[] Action, string Expected)[] steps)
    {
        List<Outcome> outcomes = ArmedPackage.Run(Pack(Compile(Everything), s_aot).Wasm, [.. steps.Select(step => step.Action)]);

        for (int i = 0; i < steps.Length; i++)
            Assert.AreEqual(steps[i].Expected, outcomes[i].Result, $"{i}: {string.Join(' ', steps[i].Action)}");
    }
}
