using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using static Nf.Runtime.Tests.TestPackage;

namespace Nf.Runtime.Tests;

/// <summary>The form of docs/PACKAGE.md is accepted, and nothing that departs from it in one place.</summary>
[TestClass]
public sealed class MeteredFormTests
{
    private const string Imports = """
        (import "nf.lower" "memory_init" (func $memory_init (param i32 i32 i32 i32 i32)))
        (import "nf.lower" "table_copy" (func $table_copy (param i32 i32 i32)))
        (import "t" "nop" (func $host))
        """;

    // Everything that a package can hold, each function on its own line so that a deviation names one of them.
    private static readonly string s_package = $"""
        (module
          (type $pair (func (result i32 i64)))
          {Imports}
          (memory 1) (table 4 funcref) (global $R (mut i32) (i32.const 6)) {Globals}
          (elem (i32.const 0) $leaf $host)
          (func $leaf (export "leaf") (param i32) (result i32) (local $T i64) {Charge(2)} local.get 0)
          (func $calls_host (local $T i64) {Charge(10)} call $host return)
          (func $arms (param i32) (local $T i64) {Charge(7)} local.get 0 if nop else i32.const 1 drop i32.const 2 drop end)
          (func $loops (param i32) (local $a i32) (local i32 i32 i32 i32 i32 i32) (local $T i64)
            {Charge(2)} loop {Charge(3)} local.get 0 br_if 0 loop {Charge(4)} local.get 0 br_if 1 br 2 end end)
          (func $level (param i32) (result i32) (local $T i64)
            {Charge(14)} {Enter} block (result i32) local.get 0 call $leaf
              block (result i32) i32.const 1 local.get 0 br_if 1 end br 0 end {Leave})
          (func $indirect (param i32) (result i32 i64)
            (local $r0 i32) (local $r1 i64) (local $T i64)
            {Charge(16)} {Enter} block local.get 0 call_indirect (type $pair) drop i64.const 1 local.set $r1 local.set $r0 end
            {Leave} local.get $r0 local.get $r1)
          (func $float (param i32) (result f32) (local $r f32) (local $T i64)
            {Charge(13)} {Enter} block local.get 0 call $leaf f32.convert_i32_s local.set $r end {Leave} local.get $r)
          (func $fill (param i32) (local $N i32) (local $T i64)
            {Charge(12)} local.get 0 i32.const 1 local.get 0 {Bulk} memory.fill)
          (func $copy (param i32) (local $N i32) (local $T i64)
            {Charge(78)} local.get 0 i32.const 1 local.get 0 {Bulk} memory.copy local.get 0 memory.grow drop)
          (func $init (param i32) (local $N i32) (local $T i64)
            {Charge(14)} local.get 0 i32.const 1 local.get 0 {Bulk} global.get $R i32.const 4 call $memory_init i32.const 0 global.set $R)
          (func $table (param i32) (local $N i32) (local $T i64)
            {Charge(12)} local.get 0 i32.const 1 local.get 0 {Bulk} call $table_copy)
          (func $tee (param i32) (result i32) (local i32) (local $T i64) {Charge(3)} local.get 0 local.tee 1))
        """;

    [TestMethod]
    public void A_package_is_accepted()
    {
        Assert.AreEqual((Status.Ok, LoadDetail.None, 0), Verify(s_package));
        Assert.AreEqual((Status.Ok, LoadDetail.None, 0), Verify($"(module {Globals})"));
    }

    [TestMethod]
    [DataRow("global F is missing", "(global $F (mut i64) (i64.const 0)) (global $D", "(global $F (mut i32) (i32.const 0)) (global $D")]
    [DataRow("F is constant", "(global $F (mut i64) (i64.const 0))", "(global $F i64 (i64.const 0))")]
    [DataRow("F starts armed", "(global $F (mut i64) (i64.const 0))", "(global $F (mut i64) (i64.const 1))")]
    [DataRow("D starts armed", "(global $D (mut i64) (i64.const 0))", "(global $D (mut i64) (i64.const -1))")]
    [DataRow("D is an i32", "(global $D (mut i64) (i64.const 0))", "(global $D (mut i32) (i32.const 0))")]
    [DataRow("another global stands last", "(elem (i32.const 0) $leaf", "(global (mut i64) (i64.const 0)) (elem (i32.const 0) $leaf")]
    [DataRow("F is exported", "(elem (i32.const 0) $leaf", "(export \"F\" (global $F)) (elem (i32.const 0) $leaf")]
    [DataRow("D is exported", "(elem (i32.const 0) $leaf", "(export \"D\" (global $D)) (elem (i32.const 0) $leaf")]
    [DataRow("a lowered import is exported", "(elem (i32.const 0) $leaf", "(export \"m\" (func $memory_init)) (elem (i32.const 0) $leaf")]
    [DataRow("a lowered import is in the table", "(elem (i32.const 0) $leaf $host)", "(elem (i32.const 0) $leaf $table_copy)")]
    [DataRow("T is an f64", "(local i32) (local $T i64)", "(local i32) (local $T f64)")]
    [DataRow("T is a parameter", "(param i32) (result i32) (local i32) (local $T i64)",
        "(param i32) (param $T i64) (result i32) (local i32)")]
    [DataRow("T is not last", "(result i32) (local $T i64)", "(result i32) (local $T i64) (local i64)")]
    [DataRow("the charge is too low", "i64.const 2 i64.sub", "i64.const 1 i64.sub")]
    [DataRow("the charge is too high", "i64.const 2 i64.sub", "i64.const 3 i64.sub")]
    [DataRow("the charge is negative", "i64.const 2 i64.sub", "i64.const -2 i64.sub")]
    [DataRow("a loop's charge is too low", "i64.const 4 i64.sub", "i64.const 3 i64.sub")]
    [DataRow("an outer loop's charge is too low", "i64.const 3 i64.sub", "i64.const 2 i64.sub")]
    [DataRow("the charge adds", "i64.const 2 i64.sub", "i64.const 2 i64.add")]
    [DataRow("the charge goes to D", "i64.const 2 i64.sub local.tee $T global.set $F", "i64.const 2 i64.sub local.tee $T global.set $D")]
    [DataRow("the charge is not kept", "i64.const 2 i64.sub local.tee $T global.set $F", "i64.const 2 i64.sub local.tee $T drop")]
    [DataRow("the comparison is unsigned", "i64.lt_s if unreachable end local.get 0)", "i64.lt_u if unreachable end local.get 0)")]
    [DataRow("the comparison is with 1", "local.get $T i64.const 0 i64.lt_s if unreachable end local.get 0)",
        "local.get $T i64.const 1 i64.lt_s if unreachable end local.get 0)")]
    [DataRow("no trap", "i64.lt_s if unreachable end local.get 0)", "i64.lt_s if nop end local.get 0)")]
    [DataRow("a loop is not charged", "loop {4} local.get 0 br_if 1", "loop local.get 0 br_if 1")]
    [DataRow("an instruction too many", "local.get 0)", "nop nop i32.const 1 drop local.get 0)")]
    [DataRow("F is read", "local.get 0)", "global.get $F drop local.get 0)")]
    [DataRow("F is set", "local.get 0)", "i64.const 1 global.set $F local.get 0)")]
    [DataRow("D is set", "local.get 0)", "i64.const 1 global.set $D local.get 0)")]
    [DataRow("F is read behind a tee", "local.get 0 local.tee 1)", "local.get 0 local.tee 1 global.get $F drop)")]
    [DataRow("a call without a level", "call $host return", "call $arms return")]
    [DataRow("a level without a call", "local.get 0 call $leaf", "local.get 0 i32.eqz nop")]
    [DataRow("the level costs nothing", "i64.const 1 i64.sub local.tee $T global.set $D", "i64.const 0 i64.sub local.tee $T global.set $D")]
    [DataRow("the level is not given back", "i64.const 1 i64.add global.set $D)", "i64.const 1 i64.add drop)")]
    [DataRow("more than the level is given back", "i64.const 1 i64.add global.set $D)", "i64.const 2 i64.add global.set $D)")]
    [DataRow("the body is in a loop", "block (result i32) local.get 0 call $leaf", "loop (result i32) local.get 0 call $leaf")]
    [DataRow("return passes by the level", "end br 0 end", "end return end")]
    [DataRow("a branch passes by the level", "end br 0 end", "end br 1 end")]
    [DataRow("a branch table passes by the level", "end br 0 end", "end i32.const 0 br_table 0 1 end")]
    [DataRow("something follows the level", "global.set $D)", "global.set $D nop)")]
    [DataRow("a call follows the level", "local.get $r)", "local.get $r drop local.get 0 call $leaf drop local.get $r)")]
    [DataRow("the reading of results is not charged", "i64.const 16 i64.sub", "i64.const 14 i64.sub")]
    [DataRow("memory.fill is not charged", "{Bulk} memory.fill", "memory.fill")]
    [DataRow("memory.copy is not charged", "{Bulk} memory.copy", "memory.copy")]
    [DataRow("the bulk charge is for something else", "{Bulk} memory.fill", "{Bulk} drop drop drop")]
    [DataRow("the bulk charge stands too early", "{Bulk} memory.fill", "{Bulk} nop memory.fill")]
    [DataRow("a sixteenth becomes a 32nd", "i64.const 4 i64.shr_u", "i64.const 5 i64.shr_u")]
    [DataRow("the bulk length is signed", "i64.extend_i32_u", "i64.extend_i32_s")]
    [DataRow("N is a parameter", "(func $fill (param i32) (local $N i32)", "(func $fill (param i32) (param $N i32)")]
    [DataRow("memory_init is not charged", "{Bulk} global.get $R", "global.get $R")]
    [DataRow("memory_init's left is a constant", "global.get $R i32.const 4 call", "i32.const 6 i32.const 4 call")]
    [DataRow("memory_init's start is not a constant", "global.get $R i32.const 4 call", "global.get $R local.get 0 call")]
    [DataRow("table_copy in the form of memory_init", "global.get $R i32.const 4 call $memory_init",
        "global.get $R i32.const 4 call $table_copy")]
    [DataRow("memory_init in the form of table_copy", "{Bulk} call $table_copy", "{Bulk} call $memory_init")]
    [DataRow("table_copy is not charged", "{Bulk} call $table_copy", "call $table_copy")]
    public void A_single_departure_is_refused(string what, string from, string to)
    {
        string found = Fill(from);
        Assert.Contains(found, s_package, what);
        int at = s_package.LastIndexOf(found, StringComparison.Ordinal);
        string changed = s_package[..at] + Fill(to) + s_package[(at + found.Length)..];
        (Status status, LoadDetail detail, _) = Verify(changed);
        Assert.AreEqual((Status.InvalidModule, LoadDetail.Metering), (status, detail), what);
    }

    [TestMethod]
    public void A_wrong_charge_names_both_costs_and_its_place()
    {
        byte[] wasm = Wat.Compile($"(module {Globals} (func (local $T i64) {Charge(77)} i32.const 1 drop))");
        Assert.AreEqual(Status.InvalidModule, Verify(wasm, out LoadError error));
        Assert.AreEqual((LoadDetail.Metering, 3u, 77u, 0), (error.Detail, error.Expected, error.Found, error.FunctionIndex));
        Assert.AreEqual(0x42, wasm[error.Offset]);
    }

    [TestMethod]
    public void Without_globals_or_without_the_rule()
    {
        Assert.AreEqual((Status.InvalidModule, LoadDetail.Metering, 0), Verify("(module)"));
        Assert.AreEqual((Status.InvalidModule, LoadDetail.Metering, 0), Verify("(module (func))"));
        Assert.AreEqual(Status.Ok, Validation.Run(Wat.Compile("(module (func))"), Validation.Engine, out _, out _));
    }

    [TestMethod]
    public void A_manifest_makes_the_instance_verify()
    {
        byte[] honest = Wat.Compile($"(module {Globals} (func (local $T i64) {Charge(3)} i32.const 1 drop))");
        byte[] cheap = Wat.Compile($"(module {Globals} (func (local $T i64) {Charge(1)} i32.const 1 drop))");
        using TestInstance accepted = new(new TestPackage().Wrap(honest), new TestOptions());
        using TestInstance refused = new(new TestPackage().Wrap(cheap), new TestOptions());
        Assert.AreEqual(Status.Ok, accepted.Status);
        Assert.AreEqual((Status.InvalidModule, LoadDetail.Metering), (refused.Status, refused.Error.Detail));
    }

    [TestMethod]
    public void Room_for_the_sequences_is_asked_for()
    {
        byte[] wasm = Wat.Compile($"(module {Globals} (func (local $T i64) {Charge(1)}))");
        ValidationLimits limits = new() { Values = 4, Nesting = 1 };
        Assert.AreEqual(Status.Ok, Validation.Run(wasm, ValidationRules.RequireMetered, limits, out CodeShape shape, out _));
        Assert.AreEqual((4, 1), (shape.Values, shape.Nesting));
        limits.Values = 3;
        Assert.AreEqual(Status.LimitExceeded, Validation.Run(wasm, ValidationRules.RequireMetered, limits, out _, out _));
        limits = new() { Values = 4, Nesting = 0 };
        Assert.AreEqual(Status.LimitExceeded, Validation.Run(wasm, ValidationRules.RequireMetered, limits, out _, out _));
    }

    // Every instruction that has a length, and a package's imports as references.
    [TestMethod]
    [DataRow("i32.const 0 i32.const 0 local.get 0", "memory.init 0", 12)]
    [DataRow("i32.const 0 ref.null extern local.get 0", "table.fill 1", 12)]
    [DataRow("ref.null extern local.get 0", "table.grow 1 drop", 12)]
    [DataRow("i32.const 0 i32.const 0 local.get 0", "table.init 0 0", 12)]
    [DataRow("i32.const 0 i32.const 0 local.get 0", "table.copy 1 1", 12)]
    public void A_length_is_charged(string operands, string instruction, int cost)
    {
        ValidationRules rules = AheadOfTime.Rules | ValidationRules.RequireMetered;
        byte[] Module(string charge) => Wat.Compile($"""
            (module (memory 1) (table 1 funcref) (table 1 externref) {Globals} (elem func) (data "x")
              (func (param i32) (local $N i32) (local $T i64) {Charge(cost)} {operands} {charge} {instruction}))
            """);
        Assert.AreEqual(Status.Ok, Validation.Run(Module(Bulk), rules, out _, out LoadError error), $"{error.Detail} at {error.Offset}");
        Assert.AreEqual(Status.InvalidModule, Validation.Run(Module(""), rules, out _, out error));
        Assert.AreEqual(LoadDetail.Metering, error.Detail);
    }

    [TestMethod]
    [DataRow("(global funcref (ref.func $table_copy))", "")]
    [DataRow("(elem declare func $table_copy)", "")]
    [DataRow("(elem funcref (ref.func $table_copy))", "")]
    [DataRow("", "ref.func $table_copy drop")]
    public void A_lowered_import_is_no_reference(string fields, string body)
    {
        string import = """(import "nf.lower" "table_copy" (func $table_copy (param i32 i32 i32)))""";
        byte[] wasm = Wat.Compile($"(module {import} {fields} {Globals} (func (local $T i64) {Charge(body.Length == 0 ? 1 : 3)} {body}))");
        Status status = Validation.Run(wasm, AheadOfTime.Rules | ValidationRules.RequireMetered, out _, out LoadError error);
        LoadDetail detail = body.Length == 0 ? LoadDetail.Metering : LoadDetail.Undeclared;
        Assert.AreEqual((Status.InvalidModule, detail), (status, error.Detail));
    }

    private static string Fill(string text) =>
        text.Replace("{Bulk}", Bulk, StringComparison.Ordinal).Replace("{4}", Charge(4), StringComparison.Ordinal);

    private static (Status Status, LoadDetail Detail, int Offset) Verify(string wat)
    {
        Status status = Verify(Wat.Compile(wat), out LoadError error);
        return (status, error.Detail, error.Offset);
    }

    private static Status Verify(byte[] wasm, out LoadError error) =>
        Validation.Run(wasm, Validation.Engine | ValidationRules.RequireMetered, out _, out error);
}
