using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

[TestClass]
public class ExportTests
{
    private const string Guest = """
        (memory (export "memory") 1)
        (table (export "table") 1 funcref)
        (global (export "global") i32 (i32.const 1))
        (func $five (export "a") (export "b") (export "c") (export "d") (export "e") (result i32) i32.const 5)
        (func (export "grüße 🌡") (param i32 i64) (result f32 f64) f32.const 1 f64.const 2)
        (func (export "") (param f64))
        """;

    [TestMethod]
    public void A_function_with_five_names_is_found_by_each()
    {
        using TestInstance guest = new(Guest);
        foreach (string name in new[] { "a", "b", "c", "d", "e" }) Assert.AreEqual(5ul, guest.Call(name, ":i")[0]);
    }

    [TestMethod]
    public void Names_are_compared_as_bytes()
    {
        using TestInstance guest = new(Guest);
        CollectionAssert.AreEqual(new ulong[] { 0x3F80_0000, 0x4000_0000_0000_0000 }, guest.Call("grüße 🌡", "iI:fF", 1, 2));
        Assert.HasCount(0, guest.Call("", "F:", 0));
    }

    [TestMethod]
    [DataRow("grüße 🌡", "iI:fF", Status.Ok)]
    [DataRow("grüße 🌡", "Ii:fF", Status.ExportMismatch)]
    [DataRow("grüße 🌡", "iI:Ff", Status.ExportMismatch)]
    [DataRow("grüße 🌡", "iI:f", Status.ExportMismatch)]
    [DataRow("grüße 🌡", "iIf:F", Status.ExportMismatch)]
    [DataRow("grüße 🌡", "iIfF", Status.ExportMismatch)]
    [DataRow("grüße 🌡", "", Status.ExportMismatch)]
    [DataRow("grüße", "iI:fF", Status.ExportNotFound)]
    [DataRow("A", ":i", Status.ExportNotFound)]
    [DataRow("a\0", ":i", Status.ExportNotFound)]
    [DataRow("five", ":i", Status.ExportNotFound)]
    [DataRow("memory", ":", Status.ExportMismatch)]
    [DataRow("table", ":", Status.ExportMismatch)]
    [DataRow("global", ":i", Status.ExportMismatch)]
    public void A_function_needs_the_name_and_the_type(string name, string signature, Status expected)
    {
        using TestInstance guest = new(Guest, names: true);
        Assert.AreEqual(expected, guest.Instance.FindFunction(Utf8(name), Utf8(signature), out _));
    }

    [TestMethod]
    public void A_call_needs_the_right_number_of_cells()
    {
        using TestInstance guest = new(Guest);
        Assert.AreEqual(Status.Ok, guest.Instance.FindFunction(Utf8("grüße 🌡"), out ExportedFunction function));
        Assert.AreEqual(2, function.ParameterCount);
        Assert.AreEqual(2, function.ResultCount);
        ulong[] two = new ulong[2];
        Assert.AreEqual(Status.InvalidArgument, guest.Instance.Call(in function, new ulong[1], two));
        Assert.AreEqual(Status.InvalidArgument, guest.Instance.Call(in function, new ulong[3], two));
        Assert.AreEqual(Status.InvalidArgument, guest.Instance.Call(in function, two, new ulong[1]));
        Assert.AreEqual(Status.Ok, guest.Instance.Call(in function, two, new ulong[3]));
    }

    [TestMethod]
    public void An_imported_function_can_be_exported()
    {
        using TestInstance guest = new("""(import "t" "i64" (func (param i64) (result i64))) (export "again" (func 0))""");
        Assert.AreEqual(0x8000_0000_0000_0001, guest.Call("again", "I:I", 0x8000_0000_0000_0001)[0]);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
