using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>References as values, tables of them, and constants that are computed: what is valid, and what is not and where.</summary>
[TestClass]
public sealed class ReferenceTypeTests
{
    private const uint None = (uint)WasmType.None;
    private const uint I32 = (uint)WasmType.I32;
    private const uint Func = (uint)WasmType.FuncRef;
    private const uint Extern = (uint)WasmType.ExternRef;

    // Table 0 is of functions, 1 of what the host has, 2 of functions; so are segments 0, 1 and 2.
    private const string Fields = """
        (type $v (func))
        (table 3 10 funcref) (table 2 externref) (table 4 funcref)
        (global $ge (mut externref) (ref.null extern)) (global $gf (mut funcref) (ref.func $f))
        (elem $sf funcref (ref.func $f) (ref.null func)) (elem $se externref (ref.null extern)) (elem $sd declare func $f)
        (func $f)
        (func $unnamed)
        (func $ef (param externref) (result externref) local.get 0)
        """;

    [TestMethod]
    [DataRow("(drop (ref.null func)) (drop (ref.null extern)) (drop (ref.func $f))")]
    [DataRow("(drop (i32.add (ref.is_null (ref.null func)) (ref.is_null (ref.null extern))))")]
    [DataRow("(local externref funcref) (local.set 0 (ref.null extern)) (local.set 1 (ref.func $f)) (drop (local.tee 0 (local.get 0)))")]
    [DataRow("(global.set $ge (call $ef (global.get $ge))) (global.set $gf (ref.func $f)) (drop (global.get $gf))")]
    [DataRow("(table.set 0 (i32.const 0) (table.get 2 (i32.const 1)))")]
    [DataRow("(table.set 1 (i32.const 0) (table.get 1 (i32.const 1)))")]
    [DataRow("(drop (table.grow 1 (ref.null extern) (table.size 0)))")]
    [DataRow("(table.fill 0 (i32.const 0) (ref.func $f) (i32.const 3)) (table.fill 1 (i32.const 0) (ref.null extern) (i32.const 1))")]
    [DataRow("(table.copy 0 2 (i32.const 0) (i32.const 0) (i32.const 1)) (table.copy 1 1 (i32.const 0) (i32.const 0) (i32.const 1))")]
    [DataRow("(table.init 2 $sf (i32.const 0) (i32.const 0) (i32.const 1)) (table.init 1 $se (i32.const 0) (i32.const 0) (i32.const 1))")]
    [DataRow("(table.init 0 $sd (i32.const 0) (i32.const 0) (i32.const 0)) (elem.drop $se) (elem.drop $sd)")]
    [DataRow("(call_indirect 2 (type $v) (i32.const 0)) (return_call_indirect 0 (type $v) (i32.const 0))")]
    [DataRow("(drop (select (result externref) (ref.null extern) (global.get $ge) (i32.const 0)))")]
    [DataRow("(drop (select (result i64) (i64.const 0) (i64.const 1) (i32.const 0)))")]
    [DataRow("(drop (block (result funcref) (br_if 0 (ref.func $f) (i32.const 0))))")]
    [DataRow("(drop (drop (block (result externref funcref) (ref.null extern) (ref.null func))))")]
    [DataRow("unreachable select (result externref) (call $ef) drop ref.is_null drop")]
    [DataRow("unreachable table.get 1 (call $ef) drop table.set 0 table.fill 1 table.grow 0 drop")]
    [DataRow("unreachable select drop")]
    public void A_body_is_taken(string body)
    {
        byte[] wasm = Module(body);
        Status status = Validation.Run(wasm, ValidationRules.Source, out _, out LoadError error);
        Assert.AreEqual(Status.Ok, status, $"{error.Detail} at {error.Offset} in {error.FunctionIndex}");
        Assert.AreEqual(Status.FeatureNotSupported, Validation.Run(wasm, Validation.Engine, out _, out error));
        Assert.AreEqual((WasmFeature.ReferenceTypes, -1), (error.Feature, error.FunctionIndex), "the interpreter refuses the first type already");
    }

    [TestMethod]
    [DataRow("(i32.const 0) ref.is_null drop", LoadDetail.TypeMismatch, Func, I32)]
    [DataRow("ref.is_null drop", LoadDetail.TypeMismatch, None, None)]
    [DataRow("(ref.func $unnamed) drop", LoadDetail.Undeclared, 0u, 0u)]
    [DataRow("(ref.func 99) drop", LoadDetail.Index, 4u, 99u)]
    [DataRow("(local externref) (ref.null func) local.set 0", LoadDetail.TypeMismatch, Extern, Func)]
    [DataRow("(global.set $gf (ref.null extern))", LoadDetail.TypeMismatch, Func, Extern)]
    [DataRow("(drop (call $ef (ref.null func)))", LoadDetail.TypeMismatch, Extern, Func)]
    [DataRow("(drop (i32.add (ref.null func) (i32.const 0)))", LoadDetail.TypeMismatch, I32, Func)]
    [DataRow("(drop (table.get 3 (i32.const 0)))", LoadDetail.Index, 3u, 3u)]
    [DataRow("(drop (table.get 0 (i64.const 0)))", LoadDetail.TypeMismatch, I32, (uint)WasmType.I64)]
    [DataRow("(drop (call $ef (table.get 0 (i32.const 0))))", LoadDetail.TypeMismatch, Extern, Func)]
    [DataRow("(table.set 0 (i32.const 0) (ref.null extern))", LoadDetail.TypeMismatch, Func, Extern)]
    [DataRow("(table.set 1 (i32.const 0) (ref.func $f))", LoadDetail.TypeMismatch, Extern, Func)]
    [DataRow("(drop (table.size 3))", LoadDetail.Index, 3u, 3u)]
    [DataRow("(drop (table.grow 1 (ref.func $f) (i32.const 0)))", LoadDetail.TypeMismatch, Extern, Func)]
    [DataRow("(drop (table.grow 1 (i32.const 0) (ref.null extern)))", LoadDetail.TypeMismatch, I32, Extern)]
    [DataRow("(table.fill 0 (i32.const 0) (ref.null extern) (i32.const 0))", LoadDetail.TypeMismatch, Func, Extern)]
    [DataRow("(table.fill 0 (i32.const 0) (i32.const 0) (ref.null func))", LoadDetail.TypeMismatch, I32, Func)]
    [DataRow("(table.copy 0 1 (i32.const 0) (i32.const 0) (i32.const 0))", LoadDetail.TypeMismatch, Extern, Func)]
    [DataRow("(table.copy 1 2 (i32.const 0) (i32.const 0) (i32.const 0))", LoadDetail.TypeMismatch, Func, Extern)]
    [DataRow("(table.copy 3 0 (i32.const 0) (i32.const 0) (i32.const 0))", LoadDetail.Index, 3u, 3u)]
    [DataRow("(table.init 0 $se (i32.const 0) (i32.const 0) (i32.const 0))", LoadDetail.TypeMismatch, Extern, Func)]
    [DataRow("(table.init 1 $sf (i32.const 0) (i32.const 0) (i32.const 0))", LoadDetail.TypeMismatch, Func, Extern)]
    [DataRow("(table.init 0 3 (i32.const 0) (i32.const 0) (i32.const 0))", LoadDetail.Index, 3u, 3u)]
    [DataRow("(elem.drop 3)", LoadDetail.Index, 3u, 3u)]
    [DataRow("(call_indirect 1 (type $v) (i32.const 0))", LoadDetail.TypeMismatch, Func, Extern)]
    [DataRow("(return_call_indirect 1 (type $v) (i32.const 0))", LoadDetail.TypeMismatch, Func, Extern)]
    [DataRow("(drop (select (ref.null func) (ref.null func) (i32.const 0)))", LoadDetail.TypeMismatch, None, Func)]
    [DataRow("(ref.null extern) unreachable (ref.null extern) (i32.const 0) select drop", LoadDetail.TypeMismatch, None, Extern)]
    [DataRow("(drop (select (result externref) (ref.null extern) (ref.null func) (i32.const 0)))", LoadDetail.TypeMismatch, Extern, Func)]
    [DataRow("(drop (block (result externref) (ref.null func)))", LoadDetail.TypeMismatch, Extern, Func)]
    public void A_body_is_refused(string body, LoadDetail detail, uint expected, uint found)
    {
        Status status = Validation.Run(Module(body), ValidationRules.Source, out _, out LoadError error);
        Assert.AreEqual((Status.InvalidModule, detail, 3), (status, error.Detail, error.FunctionIndex), $"at {error.Offset}");
        Assert.AreEqual((expected, found), (error.Expected, error.Found));
        Assert.AreNotEqual(0, LoadDetailText.Of(detail).Length);
    }

    [TestMethod]
    [DataRow("1c 00 1a", Status.InvalidModule, LoadDetail.SelectTypes, 28)]
    [DataRow("1c 02 7f 7f 1a", Status.InvalidModule, LoadDetail.SelectTypes, 28)]
    [DataRow("1c 01 40 1a", Status.MalformedModule, LoadDetail.Type, 30)]
    [DataRow("d0 7f 1a", Status.MalformedModule, LoadDetail.Type, 29)]
    [DataRow("d0 0b", Status.MalformedModule, LoadDetail.Type, 29)]
    [DataRow("d0 6e 1a", Status.FeatureNotSupported, LoadDetail.Feature, 29)]
    [DataRow("fc 12 00", Status.MalformedModule, LoadDetail.Opcode, 28)]
    public void Bytes_of_an_instruction_are_refused(string hex, Status status, LoadDetail detail, int offset)
    {
        byte[] code = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        byte[] wasm = [.. Wat.Compile("(func)").AsSpan(0, 8), 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1,
            10, (byte)(code.Length + 4), 1, (byte)(code.Length + 2), 0, .. code, 0x0B];
        Assert.AreEqual(status, Validation.Run(wasm, ValidationRules.Source, out _, out LoadError error));
        Assert.AreEqual((detail, offset), (error.Detail, error.Offset));
    }

    [TestMethod]
    [DataRow("(table 1 externref) (table 1 funcref) (elem (table 1) (i32.const 0) func $f) (func $f)")]
    [DataRow("(table 1 externref) (elem (table 0) (i32.const 0) externref (ref.null extern))")]
    [DataRow("(table 1 funcref) (elem (i32.const 0) funcref (ref.null func))")]
    [DataRow("""(table 2 funcref) (table (export "t") 3 externref)""")]
    [DataRow("(func $f) (elem declare func $f) (func (drop (ref.func $f)))")]
    [DataRow("""(func $f (export "f")) (func (drop (ref.func $f)))""")]
    [DataRow("(func $f) (global funcref (ref.func $f)) (func (drop (ref.func $f)))")]
    [DataRow("(global externref (ref.null extern)) (global funcref (ref.null func))")]
    [DataRow("(global i32 (i32.sub (i32.const 1) (i32.mul (i32.const 2) (i32.add (i32.const 3) (i32.const 4)))))")]
    [DataRow("(global i64 (i64.sub (i64.const 1) (i64.mul (i64.const 2) (i64.add (i64.const 3) (i64.const 4)))))")]
    [DataRow("(memory 1) (data (i32.add (i32.const 1) (i32.const 2)) \"x\")")]
    public void A_module_is_taken(string fields)
    {
        Status status = Validation.Run(Wat.Compile($"(module {fields})"), ValidationRules.Source, out _, out LoadError error);
        Assert.AreEqual(Status.Ok, status, $"{error.Detail} at {error.Offset}");
    }

    [TestMethod]
    [DataRow("(table 1 externref) (elem (i32.const 0) func $f) (func $f)", LoadDetail.TypeMismatch)]
    [DataRow("(table 1 funcref) (elem (table 0) (i32.const 0) externref (ref.null extern))", LoadDetail.TypeMismatch)]
    [DataRow("(table 1 funcref) (elem (table 1) (i32.const 0) func $f) (func $f)", LoadDetail.Index)]
    [DataRow("(elem funcref (ref.null extern))", LoadDetail.ConstantExpression)]
    [DataRow("(elem externref (ref.null func))", LoadDetail.ConstantExpression)]
    [DataRow("(elem externref (ref.func $f)) (func $f)", LoadDetail.ConstantExpression)]
    [DataRow("(global externref (ref.null func))", LoadDetail.ConstantExpression)]
    [DataRow("(global externref (ref.func $f)) (func $f)", LoadDetail.ConstantExpression)]
    [DataRow("(global funcref (ref.func 1)) (func $f)", LoadDetail.Index)]
    [DataRow("(global funcref (i32.const 0))", LoadDetail.ConstantExpression)]
    [DataRow("(func $f) (start $f) (func (drop (ref.func $f)))", LoadDetail.Undeclared)]
    [DataRow("(func $f) (func (drop (ref.func $f)) (call $f))", LoadDetail.Undeclared)]
    [DataRow("(global i32 (i32.const 0) (i32.const 1))", LoadDetail.ConstantExpression)]
    [DataRow("(global i32 (i32.const 0) i32.add)", LoadDetail.ConstantExpression)]
    [DataRow("(global i32 (i32.add (i32.const 0) (i64.const 1)))", LoadDetail.ConstantExpression)]
    [DataRow("(global i64 (i32.add (i32.const 0) (i32.const 1)))", LoadDetail.ConstantExpression)]
    [DataRow("(global f32 (f32.add (f32.const 0) (f32.const 1)))", LoadDetail.ConstantExpression)]
    [DataRow("(global i32 (i32.div_s (i32.const 4) (i32.const 1)))", LoadDetail.ConstantExpression)]
    [DataRow("(global i32 (i32.const 1)) (global i32 (i32.add (global.get 0) (i32.const 1)))", LoadDetail.ConstantExpression)]
    public void A_module_is_refused(string fields, LoadDetail detail)
    {
        Status status = Validation.Run(Wat.Compile($"(module {fields})"), ValidationRules.Source, out _, out LoadError error);
        Assert.AreEqual((Status.InvalidModule, detail), (status, error.Detail), $"at {error.Offset}");
    }

    [TestMethod]
    [DataRow("i32", "(i32.sub (i32.const 1) (i32.const 3))", 0xFFFF_FFFEul)]
    [DataRow("i32", "(i32.mul (i32.const 0x10001) (i32.const 0x10001))", 0x2_0001ul)]
    [DataRow("i32", "(i32.add (i32.const -1) (i32.const 2))", 1ul)]
    [DataRow("i64", "(i64.sub (i64.const 1) (i64.const 3))", 0xFFFF_FFFF_FFFF_FFFEul)]
    [DataRow("i64", "(i64.mul (i64.const -1) (i64.add (i64.const 3) (i64.const 4)))", 0xFFFF_FFFF_FFFF_FFF9ul)]
    [DataRow("externref", "(ref.null extern)", 0ul)]
    [DataRow("funcref", "(ref.null func)", 0ul)]
    [DataRow("funcref", "(ref.func 1)", 2ul)]
    public unsafe void A_constant_has_its_value(string type, string expression, ulong value)
    {
        byte[] wasm = Wat.Compile($"(module (func) (func) (global {type} {expression}))");
        fixed (byte* bytes = wasm)
        {
            Assert.AreEqual(Status.Ok, WasmModule.Open(bytes, wasm.Length, out WasmModule module, out _));
            WasmReader reader = module.Globals();
            Assert.AreEqual(value, WasmModule.ReadGlobal(ref reader, out WasmType found, out _));
            Assert.AreEqual(type, found.ToString().ToLowerInvariant());
        }
    }

    [TestMethod]
    public void A_constant_has_so_many_operands_and_no_more()
    {
        string Nested(int operands) => $"(module (global i32 {string.Concat(Enumerable.Repeat("(i32.add (i32.const 1) ", operands - 1))}(i32.const 1)" +
            $"{new string(')', operands - 1)}))";
        Assert.AreEqual(Status.Ok, Validation.Run(Wat.Compile(Nested(ConstantExpression.OperandsMax)), ValidationRules.Source, out _, out _));
        byte[] more = Wat.Compile(Nested(ConstantExpression.OperandsMax + 1));
        Assert.AreEqual(Status.LimitExceeded, Validation.Run(more, ValidationRules.Source, out _, out LoadError error));
        Assert.AreEqual((uint)ConstantExpression.OperandsMax, error.Expected);
    }

    [TestMethod]
    public void A_module_has_so_many_tables_and_no_more()
    {
        string Tables(int count) => $"(module {string.Concat(Enumerable.Repeat("(table 1 funcref) ", count))})";
        Assert.AreEqual(Status.Ok, Validation.Run(Wat.Compile(Tables(WasmModule.TablesMax)), ValidationRules.Source, out _, out _));
        byte[] more = Wat.Compile(Tables(WasmModule.TablesMax + 1));
        Assert.AreEqual(Status.LimitExceeded, Validation.Run(more, ValidationRules.Source, out _, out _));
    }

    [TestMethod]
    [DataRow("(table 4294967295 funcref) (table 5 externref)", uint.MaxValue)]
    [DataRow("(table 3 funcref) (table 5 externref) (table 0 funcref)", 8u)]
    [DataRow("", 0u)]
    public unsafe void Elements_of_all_tables_are_counted(string fields, uint elements)
    {
        byte[] wasm = Wat.Compile($"(module {fields})");
        fixed (byte* bytes = wasm)
        {
            Assert.AreEqual(Status.Ok, WasmModule.Open(bytes, wasm.Length, out WasmModule module, out _));
            Assert.AreEqual(elements, module.TableElements);
        }
    }

    [TestMethod]
    [DataRow("(table 3 funcref) (table 5 externref) (elem (table 1) (i32.const 4) externref (ref.null extern))", Status.Ok)]
    [DataRow("(table 3 funcref) (table 5 externref) (elem (table 1) (i32.const 5) externref (ref.null extern))", Status.TrapOutOfBoundsTable)]
    [DataRow("(table 9 funcref) (table 5 funcref) (elem (table 1) (i32.const 8) func 0) (func)", Status.TrapOutOfBoundsTable)]
    public unsafe void A_segment_lies_in_its_own_table(string fields, Status status)
    {
        byte[] wasm = Wat.Compile($"(module {fields})");
        fixed (byte* bytes = wasm)
        {
            Assert.AreEqual(Status.Ok, WasmModule.Open(bytes, wasm.Length, out WasmModule module, out _));
            Assert.AreEqual(status, module.CheckSegments(0, out _));
        }
    }

    [TestMethod]
    [DataRow("(table 1 funcref) (table 1 funcref)", WasmFeature.MultipleTables)]
    [DataRow("(table 1 externref)", WasmFeature.ReferenceTypes)]
    [DataRow("(type (func (param externref)))", WasmFeature.ReferenceTypes)]
    [DataRow("(global externref (ref.null extern))", WasmFeature.ReferenceTypes)]
    [DataRow("(elem externref (ref.null extern))", WasmFeature.ReferenceTypes)]
    [DataRow("(global i32 (i32.add (i32.const 1) (i32.const 2)))", WasmFeature.ExtendedConstants)]
    [DataRow("(func (local externref))", WasmFeature.ReferenceTypes)]
    [DataRow("(func (drop (select (result i32) (i32.const 0) (i32.const 0) (i32.const 0))))", WasmFeature.ReferenceTypes)]
    [DataRow("(table 1 funcref) (func (drop (table.size 0)))", WasmFeature.ReferenceTypes)]
    public void The_interpreter_refuses_by_name(string fields, WasmFeature feature)
    {
        byte[] wasm = Wat.Compile($"(module {fields})");
        Assert.AreEqual(Status.Ok, Validation.Run(wasm, AheadOfTime.SourceRules, out _, out _));
        foreach (ValidationRules rules in new[] { Interpreter.Rules, Interpreter.SourceRules })
        {
            Assert.AreEqual(Status.FeatureNotSupported, Validation.Run(wasm, rules, out _, out LoadError error));
            Assert.AreEqual((LoadDetail.Feature, feature), (error.Detail, error.Feature));
            Assert.IsInRange(8, wasm.Length, error.Offset);
        }

        using TestInstance guest = new(wasm, new TestOptions());
        Assert.AreEqual((Status.FeatureNotSupported, feature), (guest.Status, guest.Error.Feature));
    }

    [TestMethod]
    public void Compiled_code_takes_neither_tail_calls_nor_computed_constants()
    {
        byte[] tail = Wat.Compile("(func $f (return_call $f))");
        Assert.AreEqual(Status.FeatureNotSupported, Validation.Run(tail, AheadOfTime.Rules, out _, out LoadError error));
        Assert.AreEqual(WasmFeature.TailCalls, error.Feature);
        byte[] computed = Wat.Compile("(module (global i32 (i32.add (i32.const 1) (i32.const 2))))");
        Assert.AreEqual(Status.FeatureNotSupported, Validation.Run(computed, AheadOfTime.Rules, out _, out error));
        Assert.AreEqual(WasmFeature.ExtendedConstants, error.Feature);
    }

    private static byte[] Module(string body) => Wat.Compile($"(module {Fields} (func $body {body}))");
}
