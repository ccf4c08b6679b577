using System;
using System.Globalization;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

[TestClass]
public class ImportTests
{
    [TestMethod]
    [DataRow("""(import "t" "wrong" (func (param i32)))""", "t", "wrong", Status.ImportUnknown, LoadDetail.ImportName)]
    [DataRow("""(import "else" "nop" (func))""", "else", "nop", Status.ImportUnknown, LoadDetail.ImportName)]
    [DataRow("""(import "t" "nop" (func (param i32)))""", "t", "nop", Status.ImportMismatch, LoadDetail.ImportType)]
    [DataRow("""(import "t" "i32" (func (param i32)))""", "t", "i32", Status.ImportMismatch, LoadDetail.ImportType)]
    [DataRow("""(import "t" "i32" (func (param i64) (result i32)))""", "t", "i32", Status.ImportMismatch, LoadDetail.ImportType)]
    [DataRow("""(import "t" "memory" (memory 1))""", "t", "memory", Status.FeatureNotSupported, LoadDetail.ImportKind)]
    [DataRow("""(import "t" "table" (table 1 funcref))""", "t", "table", Status.FeatureNotSupported, LoadDetail.ImportKind)]
    [DataRow("""(import "t" "global" (global i32))""", "t", "global", Status.FeatureNotSupported, LoadDetail.ImportKind)]
    public void An_import_that_is_not_offered_is_refused_by_name(
        string import, string module, string name, Status status, LoadDetail detail)
    {
        // A good import before it: the error must point at the second entry.
        using TestInstance guest = new(Wat.Compile($"""(import "t" "nop" (func)) {import} (func (export "f"))"""));
        Assert.AreEqual(status, guest.Status);
        Assert.AreEqual(detail, guest.Error.Detail);
        Assert.AreEqual(guest.Error.NameOffset, guest.Error.Offset);
        ReadOnlySpan<byte> entry = guest.Wasm.AsSpan(guest.Error.NameOffset);
        Assert.AreEqual(module, Encoding.UTF8.GetString(entry.Slice(1, entry[0])));
        entry = entry[(1 + entry[0])..];
        Assert.AreEqual(name, Encoding.UTF8.GetString(entry.Slice(1, entry[0])));
    }

    [TestMethod]
    public unsafe void A_refused_import_can_be_read_at_its_offset()
    {
        using TestInstance guest = new(Wat.Compile("""(import "t" "nop" (func)) (import "gpio" "größe" (func (param i64)))"""));
        fixed (byte* bytes = guest.Wasm)
        {
            Assert.AreEqual(Status.Ok, WasmModule.Open(bytes, guest.Wasm.Length, out WasmModule module, out _));
            ImportEntry import = module.ImportAt(guest.Error.NameOffset);
            Assert.AreEqual("gpio", Encoding.UTF8.GetString(import.Module));
            Assert.AreEqual("größe", Encoding.UTF8.GetString(import.Name));
            Assert.IsTrue(module.TypeAt(import.TypeIndex).Matches("I:"u8));
        }
    }

    [TestMethod]
    public void An_import_may_come_many_times()
    {
        StringBuilder text = new();
        for (int i = 0; i < 200; i++)
            text.Append(CultureInfo.InvariantCulture, $"""(import "t" "i32" (func $f{i} (param i32) (result i32)))""");
        text.Append("""(func (export "all") (param i32) (result i32) local.get 0""");
        for (int i = 0; i < 200; i++) text.Append(CultureInfo.InvariantCulture, $" call $f{i}");
        text.Append(')');
        using TestInstance guest = new(text.ToString());
        Assert.AreEqual(12ul, guest.Call("all", "i:i", 12)[0]);
    }
}
