using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

[TestClass]
public class GlobalTests
{
    private const string Guest = """
        (global (export "a") (mut i32) (i32.const -2))
        (global (export "b") (mut i64) (i64.const -3))
        (global (export "c") (mut f32) (f32.const -0))
        (global (export "d") (mut f64) (f64.const nan:0x123456789abcd))
        (global (export "fixed") i64 (i64.const 77))
        (func (export "f"))
        (func (export "get_a") (result i32) global.get 0)
        (func (export "get_b") (result i64) global.get 1)
        (func (export "get_c") (result f32) global.get 2)
        (func (export "get_d") (result f64) global.get 3)
        """;

    [TestMethod]
    [DataRow("a", WasmType.I32, "i", 0xFFFF_FFFEul, 0x8000_0000ul)]
    [DataRow("b", WasmType.I64, "I", 0xFFFF_FFFF_FFFF_FFFDul, 0x8000_0000_0000_0001ul)]
    [DataRow("c", WasmType.F32, "f", 0x8000_0000ul, 0x7FC1_2345ul)]
    [DataRow("d", WasmType.F64, "F", 0x7FF1_2345_6789_ABCDul, 0xFFF8_0000_0000_0001ul)]
    public void A_mutable_global_is_read_and_written_bit_by_bit(string name, WasmType type, string letter, ulong before, ulong after)
    {
        using TestInstance guest = new(Guest);
        Assert.AreEqual(Status.Ok, guest.Instance.FindGlobal(System.Text.Encoding.UTF8.GetBytes(name), out ExportedGlobal global));
        Assert.AreEqual(type, global.Type);
        Assert.AreEqual(Status.Ok, guest.Instance.GetGlobal(in global, out ulong value));
        Assert.AreEqual(before, value);
        bool wide = type is WasmType.I64 or WasmType.F64;
        Assert.AreEqual(Status.Ok, guest.Instance.SetGlobal(in global, wide ? after : after | 0xDEAD_BEEF_0000_0000));
        Assert.AreEqual(Status.Ok, guest.Instance.GetGlobal(in global, out value));
        Assert.AreEqual(after, value);
        Assert.AreEqual(after, guest.Call("get_" + name, ":" + letter)[0]);
    }

    [TestMethod]
    public void An_immutable_global_can_only_be_read()
    {
        using TestInstance guest = new(Guest);
        Assert.AreEqual(Status.Ok, guest.Instance.FindGlobal("fixed"u8, out ExportedGlobal global));
        Assert.AreEqual(Status.InvalidArgument, guest.Instance.SetGlobal(in global, 1));
        Assert.AreEqual(Status.Ok, guest.Instance.GetGlobal(in global, out ulong value));
        Assert.AreEqual(77ul, value);
    }

    [TestMethod]
    public void Only_a_global_is_found_as_one()
    {
        using TestInstance guest = new(Guest);
        Assert.AreEqual(Status.ExportMismatch, guest.Instance.FindGlobal("f"u8, out _));
        Assert.AreEqual(Status.ExportNotFound, guest.Instance.FindGlobal("g"u8, out _));
    }
}
