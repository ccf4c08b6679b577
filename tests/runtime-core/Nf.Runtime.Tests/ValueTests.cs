using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>Values cross the border bit by bit.</summary>
[TestClass]
public class ValueTests
{
    private static readonly ulong[] s_bits32 =
    [
        0, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x3F80_0000, 0x0000_0001, 0x7F7F_FFFF, 0x7F80_0000, 0xFF80_0000,
        0x7FC0_0000, 0x7FC1_2345, 0xFFC0_0001, 0x7F80_0001, 0xFFBF_FFFF,
    ];

    private static readonly ulong[] s_bits64 =
    [
        0, 1, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, ulong.MaxValue, 0x3FF0_0000_0000_0000, 0x7FEF_FFFF_FFFF_FFFF,
        0x7FF0_0000_0000_0000, 0xFFF0_0000_0000_0000, 0x7FF8_0000_0000_0000, 0x7FF8_1234_5678_9ABC, 0xFFF8_0000_0000_0001,
        0x7FF0_0000_0000_0001, 0xFFF7_FFFF_FFFF_FFFF,
    ];

    [TestMethod]
    [DataRow("i32", "i:i")]
    [DataRow("i64", "I:I")]
    [DataRow("f32", "f:f")]
    [DataRow("f64", "F:F")]
    public void A_value_comes_back_bit_by_bit(string type, string signature)
    {
        using TestInstance guest = new($"""
            (import "t" "{type}" (func $host (param {type}) (result {type})))
            (func (export "identity") (param {type}) (result {type}) local.get 0)
            (func (export "through") (param {type}) (result {type}) local.get 0 call $host)
            """);
        bool wide = type.EndsWith("64", StringComparison.Ordinal);
        foreach (ulong bits in wide ? s_bits64 : s_bits32)
        {
            // What stands above 32 bits must neither matter nor come back.
            ulong cell = wide ? bits : bits | 0xDEAD_BEEF_0000_0000;
            Assert.AreEqual(bits, guest.Call("identity", signature, cell)[0]);
            Assert.AreEqual(bits, guest.Call("through", signature, cell)[0]);
        }
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(6)]
    [DataRow(7)]
    [DataRow(8)]
    public void Several_results_of_mixed_types_come_in_order(int count)
    {
        string[] types = [.. Enumerable.Range(0, count).Select(i => Types[i % 4])];
        string list = string.Join(' ', types);
        string gets = string.Join(' ', Enumerable.Range(0, count).Select(i => $"local.get {i}"));
        using TestInstance guest = new($"""(func (export "all") (param {list}) (result {list}) {gets})""");
        string letters = Letters(types);
        ulong[] values = [.. types.Select((type, i) => Value(type, i))];
        CollectionAssert.AreEqual(values, guest.Call("all", letters + ":" + letters, values));
    }

    [TestMethod]
    public void Results_cross_calls_within_the_guest()
    {
        using TestInstance guest = new("""
            (import "t" "swap" (func $swap (param i32 i64 f32 f64) (result f64 f32 i64 i32)))
            (func $pair (param i32 i64) (result i64 i32) local.get 1 local.get 0)
            (func (export "pair") (param i32 i64) (result i64 i32) local.get 0 local.get 1 call $pair)
            (func (export "swap") (param i32 i64 f32 f64) (result f64 f32 i64 i32)
              local.get 0 local.get 1 local.get 2 local.get 3 call $swap)
            """);
        CollectionAssert.AreEqual(new ulong[] { ulong.MaxValue - 1, 7 }, guest.Call("pair", "iI:Ii", 7, ulong.MaxValue - 1));
        ulong[] arguments = [0xFFFF_FFFE, 0x8000_0000_0000_0002, 0x7FC1_2345, 0xFFF8_0000_0000_0001];
        CollectionAssert.AreEqual(arguments.Reverse().ToArray(), guest.Call("swap", "iIfF:FfIi", arguments));
    }

    [TestMethod]
    public void Up_to_sixteen_parameters_arrive_where_they_belong()
    {
        for (int count = 0; count <= 16; count++)
        {
            string[] types = [.. Enumerable.Range(0, count).Select(i => Types[i * 7 % 4])];
            IEnumerable<string> functions = types.Select((type, i) =>
                $"""(func (export "{i}") (param {string.Join(' ', types)}) (result {type}) local.get {i})""");
            using TestInstance guest = new($"""(func (export "none")) {string.Join('\n', functions)}""");
            ulong[] values = [.. types.Select((type, i) => Value(type, i))];
            for (int i = 0; i < count; i++)
            {
                string signature = Letters(types) + ":" + Letters([types[i]]);
                Assert.AreEqual(values[i], guest.Call(i.ToString(CultureInfo.InvariantCulture), signature, values)[0], $"{i} of {count}");
            }
        }
    }

    [TestMethod]
    public void The_most_cells_a_type_may_have_work_also_at_the_end_of_the_value_stack()
    {
        string parameters = string.Join(' ', Enumerable.Repeat("i64", WasmModule.CellsMax - 1));
        string zeros = string.Join(' ', Enumerable.Repeat("i64.const 1", WasmModule.CellsMax - 1));
        using TestInstance guest = new($"""
            (global $depth (export "depth") (mut i32) (i32.const 0))
            (func $last (param {parameters}) (result i64) local.get {WasmModule.CellsMax - 2})
            (func (export "once") (result i64) {zeros} call $last)
            (func $deep (export "deep") (result i64)
              (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
              {zeros} call $last drop call $deep)
            """, new TestOptions { StackBytes = 4096, ArenaBytes = 1 << 18 });
        Assert.AreEqual(1ul, guest.Call("once", ":I")[0]);
        // Every distance of a frame to the end of the stack comes up as the size of the stack varies.
        guest.Trap(Status.TrapStackOverflow, "deep", ":I");
        Assert.AreEqual(Status.Ok, guest.Arena.Check());
        for (uint bytes = 2048; bytes < 4096; bytes += 8)
        {
            using TestInstance tight = new(guest.Wasm, new TestOptions { StackBytes = bytes, ArenaBytes = 1 << 18 });
            tight.Trap(Status.TrapStackOverflow, "deep", ":I");
            Assert.AreEqual(Status.Ok, tight.Arena.Check(), $"value stack of {bytes} bytes");
        }
    }

    private static readonly string[] Types = ["i32", "i64", "f32", "f64"];

    private static string Letters(IEnumerable<string> types) =>
        string.Concat(types.Select(type => type switch { "i32" => 'i', "i64" => 'I', "f32" => 'f', _ => 'F' }));

    private static ulong Value(string type, int i) =>
        type is "i32" or "f32" ? 0x8000_0001u + (uint)i * 0x0101_0101u : 0x8000_0000_0000_0001u + (uint)i * 0x0101_0101_0101_0101u;
}
