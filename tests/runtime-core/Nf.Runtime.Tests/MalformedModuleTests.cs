using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>What exactly is said about which fault, and where.</summary>
[TestClass]
public unsafe class MalformedModuleTests
{
    private const string Header = "00 61 73 6d 01 00 00 00 ";

    // Types: (func), (func (param i32)). Function 0 of type 0, function 1 of type 1. 8 + 10 + 5 = 23 bytes.
    private const string Functions = Header + "01 08 02 60 00 00 60 01 7f 00 03 03 02 00 01 ";
    private const string Code = "0a 07 02 02 00 0b 02 00 0b";

    [TestMethod]
    [DataRow("", Status.NotWasm, LoadDetail.Header, 0)]
    [DataRow("00 61 73", Status.TruncatedModule, LoadDetail.Header, 3)]
    [DataRow("00 61 73 6d 01 00 00", Status.TruncatedModule, LoadDetail.Header, 7)]
    [DataRow("01 61 73 6d 01 00 00 00", Status.NotWasm, LoadDetail.Header, 0)]
    [DataRow("00 61 73 6d 02 00 00 00", Status.NotWasm, LoadDetail.Header, 4)]
    [DataRow("00 61 73 6d 0d 00 01 00", Status.NotWasm, LoadDetail.Header, 4)]
    [DataRow("7f 45 4c 46 02 01 01 00", Status.NotWasm, LoadDetail.Header, 0)]
    [DataRow(Header, Status.Ok, LoadDetail.None, 0)]
    [DataRow(Header + "01", Status.TruncatedModule, LoadDetail.SectionSize, 9)]
    [DataRow(Header + "01 05 00", Status.TruncatedModule, LoadDetail.SectionSize, 10)]
    [DataRow(Header + "01 ff ff ff ff 0f", Status.TruncatedModule, LoadDetail.SectionSize, 14)]
    [DataRow(Header + "01 ff ff ff ff 1f", Status.MalformedModule, LoadDetail.Leb128, 14)]
    [DataRow(Header + "01 80 80 80 80 80 00", Status.MalformedModule, LoadDetail.Leb128, 14)]
    [DataRow(Header + "0d 01 00", Status.FeatureNotSupported, LoadDetail.Feature, 8)]
    [DataRow(Header + "7f 01 00", Status.MalformedModule, LoadDetail.SectionUnknown, 8)]
    [DataRow(Header + "01 01 00 01 01 00", Status.MalformedModule, LoadDetail.SectionOrder, 11)]
    [DataRow(Header + "03 01 00 01 01 00", Status.MalformedModule, LoadDetail.SectionOrder, 11)]
    [DataRow(Header + "0a 01 00 0c 01 00", Status.MalformedModule, LoadDetail.SectionOrder, 11)]
    [DataRow(Header + "0c 01 00 0a 01 00", Status.Ok, LoadDetail.None, 0)]
    [DataRow(Header + "0c 01 01", Status.MalformedModule, LoadDetail.SectionSize, 10)]
    [DataRow(Header + "01 02 00 00", Status.MalformedModule, LoadDetail.SectionSize, 11)]
    [DataRow(Header + "01 01 01", Status.TruncatedModule, LoadDetail.SectionSize, 11)]
    [DataRow(Header + "01 04 01 5f 00 00", Status.FeatureNotSupported, LoadDetail.Feature, 11)]
    [DataRow(Header + "01 05 01 60 01 7b 00", Status.FeatureNotSupported, LoadDetail.Feature, 13)]
    [DataRow(Header + "01 05 01 60 00 01 6f", Status.FeatureNotSupported, LoadDetail.Feature, 14)]
    [DataRow(Header + "01 05 01 60 01 40 00", Status.MalformedModule, LoadDetail.Type, 13)]
    [DataRow(Header + "00 00", Status.TruncatedModule, LoadDetail.SectionSize, 10)]
    [DataRow(Header + "00 02 05 61", Status.TruncatedModule, LoadDetail.SectionSize, 11)]
    [DataRow(Header + "00 02 01 ff", Status.MalformedModule, LoadDetail.NameEncoding, 12)]
    [DataRow(Header + "00 03 02 c0 80", Status.MalformedModule, LoadDetail.NameEncoding, 13)]
    [DataRow(Header + "00 04 03 ed a0 80", Status.MalformedModule, LoadDetail.NameEncoding, 14)]
    [DataRow(Header + "02 07 01 01 6d 01 6e 00 00", Status.InvalidModule, LoadDetail.Index, 16)]
    [DataRow(Header + "02 07 01 01 6d 01 6e 04 00", Status.MalformedModule, LoadDetail.ImportKind, 16)]
    [DataRow(Header + "03 02 01 00", Status.InvalidModule, LoadDetail.Index, 11)]
    [DataRow(Functions, Status.MalformedModule, LoadDetail.FunctionCount, 0)]
    [DataRow(Functions + Code, Status.Ok, LoadDetail.None, 0)]
    [DataRow(Functions + "0a 04 01 02 00 0b", Status.MalformedModule, LoadDetail.FunctionCount, 25)]
    [DataRow(Functions + "04 04 01 70 00 05", Status.MalformedModule, LoadDetail.FunctionCount, 0)]
    [DataRow(Header + "04 04 01 6f 00 05", Status.FeatureNotSupported, LoadDetail.Feature, 11)]
    [DataRow(Header + "04 04 01 7f 00 05", Status.MalformedModule, LoadDetail.Type, 11)]
    [DataRow(Header + "04 07 02 70 00 05 70 00 05", Status.FeatureNotSupported, LoadDetail.Feature, 10)]
    [DataRow(Header + "04 05 01 70 01 05 04", Status.InvalidModule, LoadDetail.Limits, 12)]
    [DataRow(Header + "05 05 02 00 01 00 01", Status.FeatureNotSupported, LoadDetail.Feature, 10)]
    [DataRow(Header + "05 04 01 01 02 01", Status.InvalidModule, LoadDetail.Limits, 11)]
    [DataRow(Header + "05 05 01 00 81 80 04", Status.InvalidModule, LoadDetail.Limits, 11)]
    [DataRow(Header + "05 05 01 00 80 80 04", Status.Ok, LoadDetail.None, 0)]
    [DataRow(Header + "05 06 01 01 01 81 80 04", Status.InvalidModule, LoadDetail.Limits, 11)]
    [DataRow(Header + "05 04 01 03 01 02", Status.FeatureNotSupported, LoadDetail.Feature, 11)]
    [DataRow(Header + "05 03 01 08 01", Status.MalformedModule, LoadDetail.Limits, 11)]
    [DataRow(Header + "06 06 01 7f 02 41 00 0b", Status.MalformedModule, LoadDetail.Type, 13)]
    [DataRow(Header + "06 06 01 7f 00 42 00 0b", Status.InvalidModule, LoadDetail.ConstantExpression, 13)]
    [DataRow(Header + "06 06 01 7f 00 41 00 01", Status.InvalidModule, LoadDetail.ConstantExpression, 15)]
    [DataRow(Header + "06 06 01 7f 00 23 00 0b", Status.InvalidModule, LoadDetail.ConstantExpression, 13)]
    [DataRow(Header + "06 0a 01 7f 00 41 ff ff ff ff 07 0b", Status.Ok, LoadDetail.None, 0)]
    [DataRow(Header + "06 0a 01 7f 00 41 80 80 80 80 78 0b", Status.Ok, LoadDetail.None, 0)]
    [DataRow(Header + "06 0a 01 7f 00 41 ff ff ff ff 0f 0b", Status.MalformedModule, LoadDetail.Leb128, 19)]
    [DataRow(Header + "06 0a 01 7f 00 41 80 80 80 80 70 0b", Status.MalformedModule, LoadDetail.Leb128, 19)]
    [DataRow(Functions + "07 05 01 01 61 00 02" + Code, Status.InvalidModule, LoadDetail.Index, 29)]
    [DataRow(Functions + "07 05 01 01 61 03 00" + Code, Status.InvalidModule, LoadDetail.Index, 29)]
    [DataRow(Functions + "07 05 01 01 61 02 00" + Code, Status.InvalidModule, LoadDetail.Index, 29)]
    [DataRow(Functions + "07 05 01 01 61 09 00" + Code, Status.MalformedModule, LoadDetail.ExportKind, 28)]
    [DataRow(Functions + "07 05 01 01 80 00 00" + Code, Status.MalformedModule, LoadDetail.NameEncoding, 28)]
    [DataRow(Functions + "08 01 02" + Code, Status.InvalidModule, LoadDetail.Index, 25)]
    [DataRow(Functions + "08 01 01" + Code, Status.InvalidModule, LoadDetail.Type, 26)]
    [DataRow(Functions + "08 01 00" + Code, Status.Ok, LoadDetail.None, 0)]
    [DataRow(Functions + "09 07 01 00 41 00 0b 01 00" + Code, Status.InvalidModule, LoadDetail.Index, 26)]
    [DataRow(Functions + "04 04 01 70 00 05 09 07 01 00 41 00 0b 01 02" + Code, Status.InvalidModule, LoadDetail.Index, 37)]
    [DataRow(Functions + "04 04 01 70 00 05 09 02 01 04" + Code, Status.TruncatedModule, LoadDetail.SectionSize, 33)]
    [DataRow(Functions + "04 04 01 70 00 05 09 02 01 08" + Code, Status.MalformedModule, LoadDetail.SegmentKind, 33)]
    [DataRow(Header + "0b 06 01 00 41 00 0b 00", Status.InvalidModule, LoadDetail.Index, 11)]
    [DataRow(Header + "05 03 01 00 01 0b 06 01 00 41 00 0b 01", Status.TruncatedModule, LoadDetail.SectionSize, 21)]
    [DataRow(Header + "05 03 01 00 01 0b 02 01 01", Status.TruncatedModule, LoadDetail.SectionSize, 17)]
    [DataRow(Header + "05 03 01 00 01 0b 02 01 03", Status.MalformedModule, LoadDetail.SegmentKind, 17)]
    public void A_fault_has_its_status_its_detail_and_its_place(string hex, Status status, LoadDetail detail, int offset)
    {
        Status found = Open(Bytes(hex), out LoadError error);
        Assert.AreEqual((status, detail, offset), (found, error.Detail, error.Offset));
        Assert.AreEqual(status, error.Status);
        if (status != Status.Ok) Assert.AreNotEqual(0, LoadDetailText.Of(detail).Length);
    }

    // A body in function 0, whose instructions begin at offset 28.
    [TestMethod]
    [DataRow("0b", Status.Ok, LoadDetail.None, 0)]
    [DataRow("", Status.TruncatedModule, LoadDetail.SectionSize, 28)]
    [DataRow("01", Status.TruncatedModule, LoadDetail.SectionSize, 29)]
    [DataRow("0b 0b", Status.MalformedModule, LoadDetail.BodySize, 29)]
    [DataRow("02 40 0b", Status.TruncatedModule, LoadDetail.SectionSize, 31)]
    [DataRow("02 40 0b 0b", Status.Ok, LoadDetail.None, 0)]
    [DataRow("06 40 0b 0b", Status.FeatureNotSupported, LoadDetail.Feature, 28)]
    [DataRow("01 12 00 0b", Status.Ok, LoadDetail.None, 0)]
    [DataRow("fd 0c 0b", Status.FeatureNotSupported, LoadDetail.Feature, 28)]
    [DataRow("fe 00 0b", Status.FeatureNotSupported, LoadDetail.Feature, 28)]
    [DataRow("fc 08 00 00 0b", Status.MalformedModule, LoadDetail.DataCount, 28)]
    [DataRow("fc 0c 00 00 0b", Status.InvalidModule, LoadDetail.Index, 28)]
    [DataRow("d0 70 0b", Status.FeatureNotSupported, LoadDetail.Feature, 28)]
    [DataRow("1c 01 7f 0b", Status.FeatureNotSupported, LoadDetail.Feature, 28)]
    [DataRow("41 80 80 80 80 80 00 0b", Status.MalformedModule, LoadDetail.Leb128, 34)]
    [DataRow("43 00 00 0b", Status.TruncatedModule, LoadDetail.SectionSize, 32)]
    [DataRow("0e fc ff ff ff 0f 00 0b", Status.TruncatedModule, LoadDetail.SectionSize, 34)]
    [DataRow("0e 03 00 00 0b", Status.TruncatedModule, LoadDetail.SectionSize, 33)]
    [DataRow("41 00 0e 01 00 00 0b", Status.Ok, LoadDetail.None, 0)]
    public void A_body_has_its_status_its_detail_and_its_place(string body, Status status, LoadDetail detail, int offset)
    {
        byte[] content = [0, .. Bytes(body)];
        byte[] code = [2, (byte)content.Length, .. content, 2, 0, 0x0B];
        byte[] wasm = [.. Bytes(Functions), 0x0A, (byte)code.Length, .. code];
        Assert.AreEqual(Status.Ok, Open(wasm, out LoadError error), "bodies are not looked into");
        Status found = Validation.Run(wasm, Interpreter.SourceRules, out _, out error);
        Assert.AreEqual((status, detail, offset), (found, error.Detail, error.Offset));
        if (status != Status.Ok) Assert.AreEqual(0, error.FunctionIndex);
    }

    [TestMethod]
    [DataRow("", 0, 0)]
    [DataRow("block end block end", 1, 0)]
    [DataRow("block loop end loop block loop end end end end", 4, 2)]
    [DataRow("loop loop loop end end end loop end", 3, 3)]
    [DataRow("i32.const 1 if loop end else loop block end end end", 3, 1)]
    [DataRow("i32.const 0x0b030303 drop loop end", 1, 1)]
    public void The_scan_counts_nested_blocks_and_loops(string code, int nesting, int loops)
    {
        CodeShape shape = Scan(Wat.Compile($"(func) (func {code})"));
        Assert.AreEqual(nesting, shape.Nesting);
        Assert.AreEqual(loops, shape.LoopNesting);
    }

    [TestMethod]
    public void Limits_on_entries_are_refused_where_they_are_exceeded()
    {
        string cells = string.Join(' ', Enumerable.Repeat("i64", WasmModule.CellsMax));
        Assert.AreEqual(Status.Ok, Open(Wat.Compile($"(type (func (param {cells})))"), out _));
        Assert.AreEqual(Status.LimitExceeded, Open(Wat.Compile($"(type (func (param {cells}) (result i32)))"), out LoadError error));
        Assert.AreEqual((LoadDetail.Count, 11), (error.Detail, error.Offset));

        StringBuilder text = new("(func $f)");
        for (int i = 0; i < WasmModule.EntriesMax; i++) text.Append(CultureInfo.InvariantCulture, $"""(export "{i}" (func $f))""");
        Assert.AreEqual(Status.Ok, Open(Wat.Compile(text.ToString()), out _));
        Assert.AreEqual(Status.LimitExceeded, Open(Wat.Compile(text.Append("""(export "one more" (func $f))""").ToString()), out error));
        Assert.AreEqual(LoadDetail.Count, error.Detail);
    }

    [TestMethod]
    [DataRow("a", "b", "a")]
    [DataRow("", "a", "")]
    [DataRow("ab", "abc", "a", "abcd", "b", "abc")]
    [DataRow("z", "y", "x", "w", "v", "u", "t", "z")]
    public void A_name_that_comes_twice_is_found_wherever_it_stands(params string[] names)
    {
        string exports = string.Concat(names.Select(name => $"(export \"{name}\" (func $f))"));
        byte[] wasm = Wat.Compile($"(func $f) {exports}");
        Assert.AreEqual(Status.InvalidModule, Validation.Run(wasm, ValidationRules.Source, out _, out LoadError error));
        Assert.AreEqual(LoadDetail.DuplicateExport, error.Detail);
        // The last of them repeats a name, and stands last.
        string last = names[^1];
        Assert.AreEqual(last.Length, wasm[error.Offset]);
        Assert.AreEqual(10, wasm[error.Offset + last.Length + 3], "the code section follows");
        string others = exports[..exports.LastIndexOf("(export", StringComparison.Ordinal)];
        Assert.AreEqual(Status.Ok, Validation.Run(Wat.Compile($"(func $f) {others}"), ValidationRules.Source, out _, out _));
    }

    private static CodeShape Scan(byte[] wasm)
    {
        Status status = Validation.Run(wasm, ValidationRules.Source, out CodeShape shape, out LoadError error);
        Assert.AreEqual(Status.Ok, status, error.Detail.ToString());
        return shape;
    }

    private static Status Open(byte[] wasm, out LoadError error)
    {
        fixed (byte* bytes = wasm) return WasmModule.Open(bytes, wasm.Length, Interpreter.SourceRules, out _, out error);
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
