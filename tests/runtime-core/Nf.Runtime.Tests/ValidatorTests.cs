using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>Each rule of validation, with what is said and where.</summary>
[TestClass]
public sealed unsafe class ValidatorTests
{
    private const uint None = 0;
    private const uint I32 = (uint)WasmType.I32;
    private const uint I64 = (uint)WasmType.I64;
    private const uint F32 = (uint)WasmType.F32;
    private const uint F64 = (uint)WasmType.F64;

    // A function (i32) -> i32 with locals 1: i64, 2: f32; function 0 is (i32, i64) -> f32.
    private static string Module(string body) => $"""
        (module
          (type $empty (func)) (type $two (func (param i32 i64) (result f32))) (type $pair (func (param i32 i64) (result i32 i64)))
          (memory 1) (table 4 funcref) (global $c i32 (i32.const 1)) (global $m (mut i64) (i64.const 0))
          (func $callee (type $two) f32.const 0)
          (func $nothing)
          (func (param i32) (result i32) (local i64 f32) {body}))
        """;

    [TestMethod]
    [DataRow("local.get 0")]
    [DataRow("i32.const 1 i32.const 2 i32.add")]
    [DataRow("unreachable")]
    [DataRow("unreachable i32.add")]
    [DataRow("unreachable select")]
    [DataRow("unreachable i64.const 1 i32.const 0 select drop i32.const 0")]
    [DataRow("local.get 0 return f64.const 1 drop")]
    [DataRow("local.get 0 br 0")]
    [DataRow("block (result i32) local.get 0 br 0 end")]
    [DataRow("loop (result i32) local.get 0 br 0 end")]
    [DataRow("local.get 0 loop (param i32) (result i32) local.get 0 br_if 0 end")]
    [DataRow("local.get 0 local.get 0 local.get 0 br_table 0 0 0")]
    [DataRow("i32.const 1 i64.const 2 block (type $pair) end drop")]
    [DataRow("i32.const 1 i64.const 2 local.get 0 if (type $pair) end drop")]
    [DataRow("local.get 0 if (result i32) i32.const 1 else i32.const 2 end")]
    [DataRow("local.get 0 i64.const 1 call $callee i32.reinterpret_f32")]
    [DataRow("local.get 0 i64.const 1 local.get 0 call_indirect (type $two) i32.trunc_sat_f32_u")]
    [DataRow("global.get $c i64.const 1 global.set $m")]
    [DataRow("local.get 0 i64.load32_s offset=4294967295 align=4 i32.wrap_i64")]
    [DataRow("i32.const 0 i64.const 1 i64.store8 memory.size memory.grow")]
    [DataRow("f32.const 1 f32.const 2 local.get 0 select i32.trunc_f32_s")]
    [DataRow("i64.const 5 local.tee 1 i64.extend16_s i64.eqz")]
    [DataRow("i32.const 1 i32.const 1 i32.const 1 memory.copy i32.const 1 i32.const 1 i32.const 1 memory.fill i32.const 1")]
    [DataRow("i32.const 1 i32.const 1 i32.const 1 table.copy i32.const 1")]
    [DataRow("local.get 0 return_call 2")]
    [DataRow("block br 0 end unreachable br_table 0")]
    [DataRow("block (result f64) unreachable br_if 0 end i32.trunc_f64_u")]
    public void A_body_is_valid(string body)
    {
        Status status = Validation.Run(Wat.Compile(Module(body)), ValidationRules.Source, out _, out LoadError error);
        Assert.AreEqual((Status.Ok, LoadDetail.None), (status, error.Detail), $"at {error.Offset}");
    }

    // Offsets count from the body's first instruction.
    [TestMethod]
    [DataRow("", LoadDetail.TypeMismatch, I32, None, 0)]
    [DataRow("i64.const 1", LoadDetail.TypeMismatch, I32, I64, 2)]
    [DataRow("i32.const 1 i32.const 2", LoadDetail.OperandCount, 0u, 1u, 4)]
    [DataRow("nop nop i32.add", LoadDetail.TypeMismatch, I32, None, 2)]
    [DataRow("i32.const 1 f32.const 2 i32.add", LoadDetail.TypeMismatch, I32, F32, 7)]
    [DataRow("unreachable i64.const 1 i32.add", LoadDetail.TypeMismatch, I32, I64, 3)]
    [DataRow("i32.const 1 block i32.eqz drop end", LoadDetail.TypeMismatch, I32, None, 4)]
    [DataRow("block i32.const 1 end i32.const 1", LoadDetail.OperandCount, 0u, 1u, 4)]
    [DataRow("block (result i32) end", LoadDetail.TypeMismatch, I32, None, 2)]
    [DataRow("block (result i32) i64.const 1 br 0 end", LoadDetail.TypeMismatch, I32, I64, 4)]
    [DataRow("i64.const 1 i32.const 1 block (type $pair) end drop", LoadDetail.TypeMismatch, I64, I32, 4)]
    [DataRow("loop (result i32) i32.const 1 br_if 0 end", LoadDetail.TypeMismatch, I32, None, 6)]
    [DataRow("br 1 i32.const 1", LoadDetail.Index, 1u, 1u, 0)]
    [DataRow("block br_if 2 end i32.const 1", LoadDetail.TypeMismatch, I32, None, 2)]
    [DataRow("block i32.const 1 br_if 2 end i32.const 1", LoadDetail.Index, 2u, 2u, 4)]
    [DataRow("block i32.const 0 br_table 0 1 end i32.const 1", LoadDetail.Label, 0u, 1u, 4)]
    [DataRow("block i32.const 0 br_table 0 7 end i32.const 1", LoadDetail.Index, 2u, 7u, 4)]
    [DataRow("block (result f32) unreachable f64.const 1 i32.const 0 br_table 0 0 end drop i32.const 1",
        LoadDetail.TypeMismatch, F32, F64, 14)]
    [DataRow("unreachable br_if 0 i64.eqz", LoadDetail.TypeMismatch, I64, I32, 3)]
    [DataRow("i32.const 0 if (result i32) i32.const 1 end", LoadDetail.Else, 0u, 0u, 6)]
    [DataRow("i64.const 0 if end i32.const 1", LoadDetail.TypeMismatch, I32, I64, 2)]
    [DataRow("i32.const 0 if (result i32) i32.const 1 else i64.const 1 end", LoadDetail.TypeMismatch, I32, I64, 9)]
    [DataRow("i64.const 1 return", LoadDetail.TypeMismatch, I32, I64, 2)]
    [DataRow("local.get 3", LoadDetail.Index, 3u, 3u, 0)]
    [DataRow("local.get 1", LoadDetail.TypeMismatch, I32, I64, 2)]
    [DataRow("i32.const 1 local.set 2 i32.const 1", LoadDetail.TypeMismatch, F32, I32, 2)]
    [DataRow("i32.const 1 local.tee 1 drop i32.const 1", LoadDetail.TypeMismatch, I64, I32, 2)]
    [DataRow("i32.const 1 local.set 9 i32.const 1", LoadDetail.Index, 3u, 9u, 2)]
    [DataRow("local.tee 5", LoadDetail.Index, 3u, 5u, 0)]
    [DataRow("global.get 2", LoadDetail.Index, 2u, 2u, 0)]
    [DataRow("i32.const 1 global.set $c i32.const 1", LoadDetail.Immutable, 0u, 0u, 2)]
    [DataRow("i32.const 1 global.set $m i32.const 1", LoadDetail.TypeMismatch, I64, I32, 2)]
    [DataRow("drop i32.const 1", LoadDetail.TypeMismatch, None, None, 0)]
    [DataRow("i32.const 1 i64.const 1 local.get 0 select drop i32.const 1", LoadDetail.TypeMismatch, I64, I32, 6)]
    [DataRow("i32.const 1 i32.const 1 i64.const 1 select", LoadDetail.TypeMismatch, I32, I64, 6)]
    [DataRow("i32.const 1 call $callee drop i32.const 1", LoadDetail.TypeMismatch, I64, I32, 2)]
    [DataRow("call 3", LoadDetail.Index, 3u, 3u, 0)]
    [DataRow("i64.const 1 i64.const 1 local.get 0 call_indirect (type $two) drop i32.const 1", LoadDetail.TypeMismatch, I32, I64, 6)]
    [DataRow("i64.const 1 call_indirect (type $empty) i32.const 1", LoadDetail.TypeMismatch, I32, I64, 2)]
    [DataRow("local.get 0 call_indirect (type 9)", LoadDetail.Index, 4u, 9u, 2)]
    [DataRow("return_call $nothing", LoadDetail.TailCall, 0u, 0u, 0)]
    [DataRow("i32.const 0 i64.const 1 return_call $callee", LoadDetail.TailCall, 0u, 0u, 4)]
    [DataRow("local.get 0 i32.load align=8", LoadDetail.Alignment, 2u, 3u, 2)]
    [DataRow("local.get 0 i64.load8_u align=2 i32.wrap_i64", LoadDetail.Alignment, 0u, 1u, 2)]
    [DataRow("i64.const 0 i32.load", LoadDetail.TypeMismatch, I32, I64, 2)]
    [DataRow("i32.const 0 i32.const 0 i64.store i32.const 1", LoadDetail.TypeMismatch, I64, I32, 4)]
    [DataRow("i32.const 0 i32.const 1 i64.const 1 memory.fill i32.const 1", LoadDetail.TypeMismatch, I32, I64, 6)]
    [DataRow("table.init 0 3", LoadDetail.Index, 0u, 3u, 0)]
    [DataRow("elem.drop 0", LoadDetail.Index, 0u, 0u, 0)]
    [DataRow("f32.const 1 f64.sqrt drop i32.const 1", LoadDetail.TypeMismatch, F64, F32, 5)]
    [DataRow("i32.const 1 i64.extend_i32_u", LoadDetail.TypeMismatch, I32, I64, 3)]
    public void A_body_is_invalid(string body, LoadDetail detail, uint expected, uint found, int offset)
    {
        byte[] wasm = Wat.Compile(Module(body));
        Status status = Validation.Run(wasm, ValidationRules.Source, out _, out LoadError error);
        Assert.AreEqual(
            (detail, expected, found, offset), (error.Detail, error.Expected, error.Found, error.Offset - BodyStart(wasm)), $"{status}");
        Assert.AreEqual((Status.InvalidModule, Status.InvalidModule, 2), (status, error.Status, error.FunctionIndex));
        Assert.AreNotEqual(0, LoadDetailText.Of(detail).Length);
    }

    [TestMethod]
    [DataRow("(func i32.const 0 i32.load drop)", LoadDetail.Index)]
    [DataRow("(func memory.size drop)", LoadDetail.Index)]
    [DataRow("(func i32.const 0 memory.grow drop)", LoadDetail.Index)]
    [DataRow("(func i32.const 0 i32.const 0 i32.const 0 memory.copy)", LoadDetail.Index)]
    [DataRow("(type $v (func)) (func i32.const 0 call_indirect (type $v))", LoadDetail.Index)]
    [DataRow("(func i32.const 0 i32.const 0 i32.const 0 table.copy)", LoadDetail.Index)]
    [DataRow("(elem func) (func i32.const 0 i32.const 0 i32.const 0 table.init 0)", LoadDetail.Index)]
    [DataRow("(memory 1) (data \"x\") (func i32.const 0 i32.const 0 i32.const 0 memory.init 1)", LoadDetail.Index)]
    [DataRow("(memory 1) (data \"x\") (func data.drop 1)", LoadDetail.Index)]
    public void What_an_instruction_names_must_exist(string fields, LoadDetail detail)
    {
        Status status = Validation.Run(Wat.Compile($"(module {fields})"), ValidationRules.Source, out _, out LoadError error);
        Assert.AreEqual((Status.InvalidModule, detail), (status, error.Detail));
    }

    [TestMethod]
    [DataRow("(memory 1) (data \"passive\") (func i32.const 0 i32.const 0 i32.const 0 memory.init 0 data.drop 0)")]
    [DataRow("(table 4 funcref) (elem func $f) (func $f i32.const 0 i32.const 0 i32.const 0 table.init 0 elem.drop 0)")]
    [DataRow("(table 4 funcref) (elem declare func $f) (func $f)")]
    [DataRow("(table 4 funcref) (elem funcref (ref.func $f) (ref.null func)) (func $f)")]
    [DataRow("(table 4 funcref) (elem (table 0) (i32.const 0) funcref (ref.func $f) (ref.null func)) (func $f)")]
    [DataRow("(table 4 funcref) (elem declare funcref (ref.func $f)) (func $f)")]
    public void Segments_of_all_kinds_are_valid_sources_and_nothing_for_the_engine(string fields)
    {
        byte[] wasm = Wat.Compile($"(module {fields})");
        Assert.AreEqual(Status.Ok, Validation.Run(wasm, ValidationRules.Source, out _, out _));
        Assert.AreEqual(Status.FeatureNotSupported, Validation.Run(wasm, Validation.Engine, out _, out LoadError error));
        Assert.AreEqual(WasmFeature.BulkSegments, error.Feature);
    }

    [TestMethod]
    [DataRow("(func $f return_call $f)", WasmFeature.TailCalls)]
    [DataRow("(type $v (func)) (table 1 funcref) (func i32.const 0 return_call_indirect (type $v))", WasmFeature.TailCalls)]
    [DataRow("(table 1 funcref) (func i32.const 0 i32.const 0 i32.const 0 table.copy)", WasmFeature.BulkInstructions)]
    [DataRow("(func i32.const 1 block (param i32) drop end)", WasmFeature.BlockValues)]
    [DataRow("(func i32.const 1 loop (param i32) (result i32) end drop)", WasmFeature.BlockValues)]
    [DataRow("(func block (result i32 i64) i32.const 1 i64.const 1 end drop drop)", WasmFeature.BlockValues)]
    [DataRow("(func i32.const 1 if (result f32) f32.const 1 else f32.const 2 end drop)", WasmFeature.BlockValues)]
    [DataRow("(func block (result f64) f64.const 1 end drop)", WasmFeature.BlockValues)]
    [DataRow("(func unreachable nop)", WasmFeature.DeadCode)]
    [DataRow("(func block br 0 block end end)", WasmFeature.DeadCode)]
    [DataRow("(func i32.const 0 if return f64.add drop else end)", WasmFeature.DeadCode)]
    public void What_the_engine_does_not_take_has_a_name(string fields, WasmFeature feature)
    {
        byte[] wasm = Wat.Compile($"(module {fields})");
        Assert.AreEqual(Status.Ok, Validation.Run(wasm, ValidationRules.Source, out _, out _));
        Assert.AreEqual(Status.FeatureNotSupported, Validation.Run(wasm, Validation.Engine, out _, out LoadError error));
        Assert.AreEqual((feature, 0), (error.Feature, error.FunctionIndex));
        using TestInstance guest = new(wasm, new TestOptions());
        Assert.AreEqual((Status.FeatureNotSupported, feature), (guest.Status, guest.Error.Feature));
    }

    [TestMethod]
    [DataRow("d0 70 1a", WasmFeature.ReferenceTypes)]
    [DataRow("d2 00 1a", WasmFeature.ReferenceTypes)]
    [DataRow("25 00", WasmFeature.ReferenceTypes)]
    [DataRow("fc 10 00", WasmFeature.ReferenceTypes)]
    [DataRow("1c 01 7f", WasmFeature.ReferenceTypes)]
    [DataRow("02 6f 0b", WasmFeature.ReferenceTypes)]
    [DataRow("fd 0f", WasmFeature.Simd)]
    [DataRow("02 7b 0b", WasmFeature.Simd)]
    [DataRow("fd 80 02", WasmFeature.RelaxedSimd)]
    [DataRow("fe 03 00", WasmFeature.Threads)]
    [DataRow("06 40 0b", WasmFeature.Exceptions)]
    [DataRow("08 00", WasmFeature.Exceptions)]
    [DataRow("1f 40 00 0b", WasmFeature.Exceptions)]
    [DataRow("41 00 28 42 00 00", WasmFeature.MultipleMemories)]
    [DataRow("3f 01", WasmFeature.MultipleMemories)]
    [DataRow("fb 00 00", WasmFeature.GarbageCollection)]
    [DataRow("14 00", WasmFeature.FunctionReferences)]
    [DataRow("e0 00", WasmFeature.StackSwitching)]
    [DataRow("fc 13", WasmFeature.WideArithmetic)]
    public void An_instruction_of_a_feature_is_refused_by_its_name(string hex, WasmFeature feature)
    {
        byte[] code = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        byte[] wasm = [.. Wat.Compile("(func)").AsSpan(0, 8), 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1,
            10, (byte)(code.Length + 4), 1, (byte)(code.Length + 2), 0, .. code, 0x0B];
        Assert.AreEqual(Status.FeatureNotSupported, Validation.Run(wasm, Interpreter.SourceRules, out _, out LoadError error));
        Assert.AreEqual((LoadDetail.Feature, feature, 0), (error.Detail, error.Feature, error.FunctionIndex));
        Assert.IsTrue(error.Offset >= 28 && error.Offset <= 31, $"{error.Offset}");
        Assert.AreNotEqual(0, WasmFeatureText.Of(feature).Length);
    }

    [TestMethod]
    public void Illegal_opcodes_are_malformed()
    {
        foreach (byte opcode in new byte[] { 0x16, 0x17, 0x1D, 0x27, 0xC5, 0xCF, 0xD7, 0xFA, 0xFF })
        {
            byte[] wasm = [.. Wat.Compile("(func)").AsSpan(0, 8), 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10, 5, 1, 3, 0, opcode, 0x0B];
            Assert.AreEqual(Status.MalformedModule, Validation.Run(wasm, ValidationRules.Source, out _, out LoadError error));
            Assert.AreEqual((LoadDetail.Opcode, 23), (error.Detail, error.Offset));
        }
    }

    [TestMethod]
    [DataRow("(func (result i32 f64) block (result i32) i32.const 1 br 0 end f64.const 2 return)")]
    [DataRow("(func (result i64) i32.const 0 if (result i64) i64.const 1 else unreachable end)")]
    [DataRow("(func loop block br 1 end end block br 0 end nop)")]
    [DataRow("(type $v (func)) (func block (type $v) unreachable end nop)")]
    public void Plain_blocks_and_ends_of_dead_code_are_for_the_engine(string fields) =>
        Assert.AreEqual(Status.Ok, Validation.Run(Wat.Compile($"(module {fields})"), Validation.Engine, out _, out _));

    [TestMethod]
    public void The_shape_says_what_a_module_needs()
    {
        byte[] wasm = Wat.Compile("""
            (type $pair (func (param i32 i64) (result i32 i64)))
            (func) (func (param i32) (local i64 i64) i32.const 1 i64.const 2 block (type $pair) loop i32.const 1 drop end end drop drop)
            """);
        Assert.AreEqual(Status.Ok, Validation.Run(wasm, ValidationRules.Source, out CodeShape shape, out _));
        Assert.AreEqual((2, 1, 3, 3), (shape.Nesting, shape.LoopNesting, shape.Locals, shape.Operands));
        // Three locals, three operands, and what the block keeps of its parameters and results.
        Assert.AreEqual(3 + 3 + 4, shape.Values);
        Assert.AreEqual(19, shape.BodyBytes);
    }

    [TestMethod]
    [DataRow("(local i32 i32 i32) i32.const 1 i32.const 2 drop drop", 5)]
    [DataRow("(local i32 i32) block (result i32) i32.const 1 end drop", 4)]
    [DataRow("i32.const 1 i64.const 1 block (type $pair) end drop drop", 6)]
    [DataRow("loop i32.const 1 i32.const 1 br 0 i32.const 1 i32.const 1 drop drop end", 4)]
    public void Values_are_limited_exactly(string body, int values)
    {
        byte[] wasm = Wat.Compile($"(type $pair (func (param i32 i64) (result i32 i64))) (func $f {body})");
        ValidationLimits limits = new() { Values = values, Nesting = 4 };
        Assert.AreEqual(Status.Ok, Validation.Run(wasm, ValidationRules.Source, limits, out CodeShape shape, out _));
        Assert.AreEqual(values, shape.Values);
        limits.Values--;
        Assert.AreEqual(Status.LimitExceeded, Validation.Run(wasm, ValidationRules.Source, limits, out _, out LoadError error));
        Assert.AreEqual(((uint)values - 1, (uint)values, 0), (error.Expected, error.Found, error.FunctionIndex));
        Assert.IsTrue(error.Detail is LoadDetail.Values or LoadDetail.Locals);
    }

    [TestMethod]
    public void Locals_beyond_the_limit_are_refused_and_beyond_32_bits_malformed()
    {
        byte[] head = [.. Wat.Compile("(func)").AsSpan(0, 8), 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0];
        byte[] many = [.. head, 10, 10, 1, 8, 1, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x7f, 0x0b];
        Assert.AreEqual(Status.LimitExceeded, Validation.Run(many, ValidationRules.Source, out _, out LoadError error));
        Assert.AreEqual((LoadDetail.Locals, 23), (error.Detail, error.Offset));
        byte[] more = [.. head, 10, 12, 1, 10, 2, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x7f, 0x01, 0x7e, 0x0b];
        Assert.AreEqual(Status.MalformedModule, Validation.Run(more, ValidationRules.Source, out _, out error));
        Assert.AreEqual((LoadDetail.Locals, 29), (error.Detail, error.Offset));
    }

    [TestMethod]
    public void Nesting_is_limited_exactly()
    {
        string blocks = string.Concat(Enumerable.Repeat("block ", 7)) + string.Concat(Enumerable.Repeat("end ", 7));
        byte[] wasm = Wat.Compile($"(func {blocks})");
        ValidationLimits limits = new() { Values = 8, Nesting = 7 };
        Assert.AreEqual(Status.Ok, Validation.Run(wasm, ValidationRules.Source, limits, out _, out _));
        limits.Nesting = 6;
        Assert.AreEqual(Status.LimitExceeded, Validation.Run(wasm, ValidationRules.Source, limits, out _, out LoadError error));
        Assert.AreEqual((LoadDetail.Nesting, 6u, BodyStart(wasm) + 12), (error.Detail, error.Expected, error.Offset));
    }

    [TestMethod]
    public void Scratch_memory_is_what_was_asked_for()
    {
        fixed (byte* bytes = Samples.Everything)
        {
            Assert.AreEqual(Status.Ok, WasmModule.Open(bytes, Samples.Everything.Length, out WasmModule module, out _));
            ValidationLimits limits = Validation.Wide;
            byte[] scratch = new byte[Validator.ScratchBytes(in module, in limits) - 1];
            Assert.AreEqual(Status.InvalidArgument, Validator.Run(in module, ValidationRules.Source, in limits, scratch, out _, out _));
        }
    }

    // Where the instructions of the last body begin.
    private static int BodyStart(byte[] wasm)
    {
        fixed (byte* bytes = wasm)
        {
            Assert.AreEqual(Status.Ok, WasmModule.Open(bytes, wasm.Length, out WasmModule module, out _));
            SectionRange code = module.Section(SectionId.Code);
            WasmReader reader = new(wasm, code.Start, code.End);
            int count = reader.ReadCount();
            for (int i = 0; i < count - 1; i++) reader.ReadBytes();
            reader.ReadU32();
            int groups = reader.ReadCount();
            for (int i = 0; i < groups; i++)
            {
                reader.ReadU32();
                reader.ReadType();
            }

            return reader.Position;
        }
    }
}
