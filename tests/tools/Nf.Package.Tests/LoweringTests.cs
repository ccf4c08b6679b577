using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nf.Errors;
using static Nf.Package.Tests.WatText;

namespace Nf.Package.Tests;

/// <summary>What is lowered: text or bytes in, text out.</summary>
[TestClass]
public sealed class LoweringTests
{
    private const string MemoryInit = """(import "nf.lower" "memory_init" (func $memory_init (param i32 i32 i32 i32 i32)))""";
    private const string TableInit = """(import "nf.lower" "table_init" (func $table_init (param i32 i32 i32 i32 i32)))""";
    private const string TableCopy = """(import "nf.lower" "table_copy" (func $table_copy (param i32 i32 i32)))""";

    [TestMethod]
    public void Passive_data_is_copied_by_the_host_and_dropped_by_a_global()
    {
        PackageResult package = Pack("""
            (memory 1) (global i32 (i32.const 9))
            (data (i32.const 3) "act") (data "first") (data "no one") (data "second")
            (func (export "f")
              i32.const 1 i32.const 2 i32.const 3 memory.init 3
              i32.const 1 i32.const 2 i32.const 3 memory.init 1
              data.drop 3)
            """);

        AssertStripped($"""
            (type $f (func)) (type $i (func (param i32 i32 i32 i32 i32)))
            (import "nf.lower" "memory_init" (func $memory_init (type $i)))
            (memory 1) (global i32 (i32.const 9))
            (global $first (mut i32) (i32.const 5)) (global $second (mut i32) (i32.const 6)) {Globals}
            (func (export "f") (type $f) (local $N i32) (local $T i64) {Charge(25)}
              i32.const 1 i32.const 2 i32.const 3 {Bulk} global.get $second i32.const 5 call $memory_init
              i32.const 1 i32.const 2 i32.const 3 {Bulk} global.get $first i32.const 0 call $memory_init
              i32.const 0 global.set $second)
            (data (i32.const 3) "act")
            """, package);
        CollectionAssert.AreEqual("firstsecond"u8.ToArray(), Passive(package.Wasm));
        Assert.AreEqual(2, package.Lowered["memory.init"]);
        Assert.AreEqual(1, package.Lowered["data.drop"]);
    }

    [TestMethod]
    public void An_active_segment_that_is_named_has_nothing_left()
    {
        PackageResult package = Pack("""
            (memory 1) (data (i32.const 3) "act") (func i32.const 0 i32.const 0 i32.const 0 memory.init 0 data.drop 0)
            """);

        AssertStripped($"""
            (type $f (func)) (type $i (func (param i32 i32 i32 i32 i32)))
            (import "nf.lower" "memory_init" (func $memory_init (type $i)))
            (memory 1) (global $left (mut i32) (i32.const 0)) {Globals}
            (func (type $f) (local $N i32) (local $T i64) {Charge(14)}
              i32.const 0 i32.const 0 i32.const 0 {Bulk} global.get $left i32.const 0 call $memory_init
              i32.const 0 global.set $left)
            (data (i32.const 3) "act")
            """, package);
        Assert.IsNull(Passive(package.Wasm));
    }

    [TestMethod]
    public void Table_instructions_are_done_by_the_host_and_functions_move()
    {
        PackageResult package = Pack("""
            (type (func)) (import "host" "h" (func $h)) (table 4 funcref)
            (elem (i32.const 1) $f $h)
            (elem funcref (ref.func $f) (ref.null func) (ref.func $h))
            (elem declare func $f)
            (func $f (export "f")
              i32.const 0 i32.const 0 i32.const 3 table.init 1
              i32.const 0 i32.const 0 i32.const 3 table.copy
              elem.drop 1 elem.drop 2)
            (start $f)
            """);

        AssertStripped($"""
            (type (func)) (type $i (func (param i32 i32 i32 i32 i32))) (type $c (func (param i32 i32 i32)))
            (import "host" "h" (func $h)) (import "nf.lower" "table_init" (func $table_init (type $i)))
            (import "nf.lower" "table_copy" (func $table_copy (type $c)))
            (table 4 funcref) (global $passive (mut i32) (i32.const 3)) (global $declared (mut i32) (i32.const 0)) {Globals}
            (func $f (export "f") (local $N i32) (local $T i64) {Charge(27)}
              i32.const 0 i32.const 0 i32.const 3 {Bulk} global.get $passive i32.const 0 call $table_init
              i32.const 0 i32.const 0 i32.const 3 {Bulk} call $table_copy
              i32.const 0 global.set $passive i32.const 0 global.set $declared)
            (start $f) (elem (i32.const 1) $f $h)
            """, package);
        CollectionAssert.AreEqual(new byte[] { 3, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0 }, Passive(package.Wasm));
    }

    [TestMethod]
    public void Data_stands_before_elements_in_the_passive_section()
    {
        PackageResult package = Pack("""
            (memory 1) (table 1 funcref) (elem func $f) (data "abc")
            (func $f
              i32.const 0 i32.const 0 i32.const 1 table.init 0
              i32.const 0 i32.const 0 i32.const 1 memory.init 0)
            """);

        CollectionAssert.AreEqual(new byte[] { (byte)'a', (byte)'b', (byte)'c', 2, 0, 0, 0 }, Passive(package.Wasm));
        AssertStripped($"""
            (type $f (func)) (type $i (func (param i32 i32 i32 i32 i32)))
            (import "nf.lower" "memory_init" (func $memory_init (type $i)))
            (import "nf.lower" "table_init" (func $table_init (type $i)))
            (memory 1) (table 1 funcref) (global $data (mut i32) (i32.const 3)) (global $elements (mut i32) (i32.const 1)) {Globals}
            (func $f (type $f) (local $N i32) (local $T i64) {Charge(23)}
              i32.const 0 i32.const 0 i32.const 1 {Bulk} global.get $elements i32.const 3 call $table_init
              i32.const 0 i32.const 0 i32.const 1 {Bulk} global.get $data i32.const 0 call $memory_init)
            """, package);
    }

    [TestMethod]
    public void A_tail_call_is_a_call_and_a_return() => AssertPackage(
        $"""
        (type (func (param i32) (result i32))) (import "host" "h" (func $h (type 0))) (table 1 funcref) {Globals}
        (func $f (type 0) (local $T i64) {Charge(24)}
          {Enter("(result i32)")}
          local.get 0 if local.get 0 call $f br 1 end
          local.get 0 local.get 0 call_indirect (type 0) br 0
          {Leave})
        (func (type 0) (local $T i64) {Charge(11)} local.get 0 call $h return)
        """,
        Pack("""
        (type (func (param i32) (result i32))) (import "host" "h" (func $h (type 0))) (table 1 funcref)
        (func $f (type 0)
          local.get 0 if local.get 0 return_call $f end
          local.get 0 local.get 0 return_call_indirect (type 0))
        (func (type 0) local.get 0 return_call $h)
        """).Wasm);

    [TestMethod]
    public void Segments_with_an_explicit_index_or_kind_become_plain_ones()
    {
        byte[] plain = Compile("""(memory 1) (table 2 funcref) (func $f) (elem (i32.const 1) $f) (data (i32.const 7) "x")""");
        List<(int Id, byte[] Content)> sections = WasmBytes.Sections(plain);
        byte[] offset = [0x41, 1, 0x0B];
        byte[][] elements =
        [
            [1, 2, 0, .. offset, 0, 1, 0],
            [1, 4, .. offset, 1, 0xD2, 0, 0x0B],
            [1, 6, 0, .. offset, 0x70, 1, 0xD2, 0, 0x0B],
        ];
        foreach (byte[] element in elements)
        {
            byte[] source = WasmBytes.Module(sections.Select(section => section.Id switch
            {
                9 => (9, element),
                11 => (11, [1, 2, 0, 0x41, 7, 0x0B, 1, (byte)'x']),
                _ => section,
            }));
            Assert.IsTrue(IsValid(source), "the source is valid");
            AssertBytes(Pack(plain).Wasm[..^100], Pack(source).Wasm[..^100]);
        }
    }

    [TestMethod]
    public void Element_segments_without_elements_are_left_out_unless_they_trap() => AssertPackage(
        $"(table 1 funcref) (elem (i32.const 2)) {Globals}",
        Pack("(table 1 funcref) (elem (i32.const 0)) (elem (i32.const 1)) (elem (i32.const 2))").Wasm);

    [TestMethod]
    public void Sections_without_items_are_left_out() => AssertPackage(
        Globals,
        Pack([.. WasmBytes.Header, .. Enumerable.Range(1, 7).SelectMany(id => WasmBytes.Section(id, 0)), .. WasmBytes.Section(9, 0)]).Wasm);

    [TestMethod]
    public void Opcodes_behind_a_prefix_become_short() => AssertBytes(
        Pack("(memory 1) (func i32.const 1 i32.const 1 i32.const 1 memory.fill)").Wasm,
        Pack(
        [
            .. WasmBytes.Header, .. WasmBytes.Section(1, 1, 0x60, 0, 0), .. WasmBytes.Section(3, 1, 0), .. WasmBytes.Section(5, 1, 0, 1),
            .. WasmBytes.Section(10, 1, 14, 0, 0x41, 1, 0x41, 1, 0x41, 1, 0xFC, 0x8B, 0x80, 0x80, 0, 0, 0x0B),
        ]).Wasm);

    [TestMethod]
    public void Numbers_become_as_short_as_they_can_be()
    {
        byte[] source =
        [
            .. WasmBytes.Header,
            .. WasmBytes.Section(1, [.. WasmBytes.Leb(1, 5), 0x60, .. WasmBytes.Leb(0, 3), .. WasmBytes.Leb(1, 5), 0x7F]),
            .. WasmBytes.Section(3, [.. WasmBytes.Leb(1, 5), .. WasmBytes.Leb(0, 5)]),
            .. WasmBytes.Section(4, [.. WasmBytes.Leb(1, 5), 0x70, 0, .. WasmBytes.Leb(1, 5)]),
            .. WasmBytes.Section(5, [.. WasmBytes.Leb(1, 5), 1, .. WasmBytes.Leb(1, 5), .. WasmBytes.Leb(2, 5)]),
            .. WasmBytes.Section(6, [.. WasmBytes.Leb(1, 5), 0x7E, 1, 0x42, .. SignedFive, 0x0B]),
            .. WasmBytes.Section(7, [.. WasmBytes.Leb(1, 5), .. WasmBytes.Leb(1, 5), (byte)'f', 0, .. WasmBytes.Leb(0, 5)]),
            .. WasmBytes.Section(9,
            [
                .. WasmBytes.Leb(1, 5), .. WasmBytes.Leb(0, 5), 0x41, .. WasmBytes.Leb(0, 5), 0x0B,
                .. WasmBytes.Leb(1, 5), .. WasmBytes.Leb(0, 5),
            ]),
            .. WasmBytes.Section(10, [.. WasmBytes.Leb(1, 5), .. WasmBytes.Leb(Body.Length, 5), .. Body]),
            .. WasmBytes.Section(11,
            [
                .. WasmBytes.Leb(1, 5), .. WasmBytes.Leb(0, 5), 0x41, .. SignedFive, 0x0B, .. WasmBytes.Leb(1, 5), (byte)'d',
            ]),
        ];
        Assert.IsTrue(IsValid(source), "the source is valid");

        PackageResult package = Pack(source);

        AssertPackage($"""
            (type (func (result i32))) (table 1 funcref) (memory 1 2) (global (mut i64) (i64.const 5)) {Globals}
            (func (export "f") (type 0) (local i32 i32) (local $T i64) {Charge(20)}
              {Enter("(result i32)")}
              i64.const 5 global.set 0
              block block i32.const 5 local.tee 1 br_table 0 1 0 end end
              i32.const 5 i32.load8_u offset=3 drop
              i32.const 5 drop
              local.get 1 call_indirect (type 0)
              {Leave})
            (elem (i32.const 0) 0) (data (i32.const 5) "d")
            """, package.Wasm);
        Assert.IsTrue(package.Lowered["long numbers"] > 8, "they are counted");
    }

    // 5, in five bytes.
    private static byte[] SignedFive => [0x85, 0x80, 0x80, 0x80, 0];

    private static byte[] Body =>
    [
        .. WasmBytes.Leb(1, 5), .. WasmBytes.Leb(2, 5), 0x7F,
        0x42, .. SignedFive, 0x24, .. WasmBytes.Leb(0, 5),
        0x02, 0x40, 0x02, 0x40, 0x41, .. SignedFive, 0x22, .. WasmBytes.Leb(1, 5),
        0x0E, .. WasmBytes.Leb(2, 5), .. WasmBytes.Leb(0, 5), .. WasmBytes.Leb(1, 5), .. WasmBytes.Leb(0, 5), 0x0B, 0x0B,
        0x41, .. SignedFive, 0x2D, .. WasmBytes.Leb(0, 5), .. WasmBytes.Leb(3, 5), 0x1A,
        0x41, .. SignedFive, 0x1A,
        0x20, .. WasmBytes.Leb(1, 5), 0x11, .. WasmBytes.Leb(0, 5), .. WasmBytes.Leb(0, 5), 0x0B,
    ];

    [TestMethod]
    public void Custom_sections_are_carried_where_they_stand()
    {
        List<(int Id, byte[] Content)> sections = WasmBytes.Sections(Compile("(memory 1) (func)"));
        List<(int Id, byte[] Content)> source = [(0, [1, (byte)'a', 1, 2])];
        foreach ((int Id, byte[] Content) section in sections)
            source.AddRange([section, (0, [1, (byte)'b', (byte)section.Id])]);

        byte[] package = Pack(WasmBytes.Module(source)).Wasm;

        string order = string.Join(' ', WasmBytes.Sections(package).Select(section => WasmBytes.Name(section) is { } name
            ? name + string.Concat(section.Content[(name.Length + 1)..].Take(name.Length == 1 ? 9 : 0))
            : $"{section.Id}"));
        Assert.AreEqual("a12 1 b1 3 b3 5 b5 6 10 b10 nf.manifest", order);
    }

    [TestMethod]
    public void Names_of_functions_and_locals_move_and_those_of_labels_end()
    {
        byte[] package = Pack("""
            (import "host" "h" (func $imported)) (memory 1) (data $d "x")
            (func $first (param $a i32) block $label end)
            (func $second (local $b i32) i32.const 0 i32.const 0 i32.const 0 memory.init 0)
            """, names: true).Wasm;

        byte[] section = WasmBytes.Sections(package).Single(section => WasmBytes.Name(section) == "name").Content[5..];
        byte[] functions =
            [.. Vector(4), .. Named(0, "imported"), .. Named(1, "nf.lower.memory_init"), .. Named(2, "first"), .. Named(3, "second")];
        byte[] locals = [.. Vector(3), 0, 0, 2, 1, .. Named(0, "a"), 3, 1, .. Named(0, "b")];
        CollectionAssert.AreEqual(Part(1, functions).Concat(Part(2, locals)).ToArray(), section);
    }

    [TestMethod]
    public void A_broken_name_section_is_left_out()
    {
        byte[] source = [.. Compile("(func)"), .. WasmBytes.Custom("name", 1, 200, 1)];

        CollectionAssert.DoesNotContain(WasmBytes.Sections(Pack(source).Wasm).Select(WasmBytes.Name).ToArray(), "name");
    }

    [TestMethod]
    public void What_only_packages_may_have_is_refused()
    {
        AssertRefused(Status.ImportUnknown, Compile(MemoryInit));
        AssertRefused(Status.ImportUnknown, Compile(TableInit));
        AssertRefused(Status.ImportUnknown, Compile(TableCopy));
        AssertRefused(Status.InvalidModule, [.. Compile("(func)"), .. WasmBytes.Custom("nf.passive", 1)]);
        AssertRefused(Status.InvalidArgument, Pack("(func)").Wasm);
        AssertRefused(Status.InvalidArgument, [.. Compile("(func)"), .. WasmBytes.Custom("nf.manifest"), .. WasmBytes.Custom("more")]);
    }

    [TestMethod]
    [DataRow("(table 1 funcref) (elem (i32.const 0) funcref (ref.null func))")]
    [DataRow("(table 1 externref)")]
    [DataRow("""(import "a" "b" (memory 1))""")]
    [DataRow("(func (result v128) v128.const i32x4 0 0 0 0)")]
    [DataRow("(table 1 funcref) (func i32.const 0 table.get 0 drop)")]
    public void What_cannot_be_lowered_is_refused(string text) => AssertRefused(Status.FeatureNotSupported, Compile(text));

    private static void AssertRefused(Status status, byte[] wasm)
    {
        NfException error = Assert.ThrowsExactly<NfException>(() => Packager.Pack(wasm, PackageOptions.Default));
        Assert.AreEqual(status, error.Status, error.Message);
    }

    private static byte[]? Passive(byte[] package) => WasmBytes.Sections(package)
        .Where(section => WasmBytes.Name(section) == "nf.passive")
        .Select(section => section.Content["nf.passive".Length..][1..]).SingleOrDefault();

    private static void AssertStripped(string expected, PackageResult package) =>
        AssertPackage(expected, WasmBytes.Without(package.Wasm, "nf.passive"));

    private static byte[] Vector(int count) => WasmBytes.Leb(count);

    private static byte[] Named(int index, string name) => [(byte)index, (byte)name.Length, .. Encoding.ASCII.GetBytes(name)];

    private static byte[] Part(byte kind, byte[] content) => [kind, .. WasmBytes.Leb(content.Length), .. content];
}
