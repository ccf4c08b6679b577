using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Errors;
using Nf.Runtime;

namespace Nf.Wast.Tests;

/// <summary>The binary form of a script: what is written is read again, and what is broken is refused.</summary>
[TestClass]
public sealed class ScriptTests
{
    // (module (func (export "f") (param i32) (result i32) (local.get 0)))
    private static readonly byte[] s_module =
    [
        0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x06, 0x01, 0x60, 0x01, 0x7f, 0x01, 0x7f, 0x03, 0x02, 0x01, 0x00,
        0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00, 0x0a, 0x06, 0x01, 0x04, 0x00, 0x20, 0x00, 0x0b,
    ];

    private static readonly WastCommand s_call = new()
    {
        Type = "assert_return",
        Line = 2,
        Field = "f",
        IsInvoke = true,
        Arguments = [new WastValue("i32", "7")],
        Expected = [new WastValue("i32", "7")],
    };

    private static byte[] Script()
    {
        ScriptWriter writer = new();
        writer.File();
        writer.Module(CommandKind.Module, 0, 0, s_module);
        writer.Action(0, 1, s_call, Expectation.Results);
        writer.Register(0, 2, "name");
        writer.Module(CommandKind.Uninstantiable, 1, 3, s_module, Status.TrapUnreachable);
        return ScriptWriter.Join([writer.ToArray()]);
    }

    [TestMethod]
    public void What_is_written_is_read_again()
    {
        ScriptReader reader = new(Script());
        AssertHead(ref reader, CommandKind.File, 0, 0);
        AssertHead(ref reader, CommandKind.Module, 0, 0);
        Assert.AreEqual(s_module.Length, reader.Left);
        CollectionAssert.AreEqual(s_module, Script().AsSpan(reader.Position, reader.Left).ToArray());
        AssertHead(ref reader, CommandKind.Invoke, 0, 1);
        Assert.AreEqual("f", Encoding.UTF8.GetString(reader.ReadName()));
        Assert.AreEqual(1, reader.ReadByte());
        Assert.AreEqual((byte)WasmType.I32, reader.ReadByte());
        Assert.AreEqual(7ul, reader.ReadU64());
        Assert.AreEqual((byte)Expectation.Results, reader.ReadByte());
        Assert.AreEqual(1, reader.ReadByte());
        ValuePattern pattern = reader.ReadPattern();
        Assert.AreEqual((WasmType.I32, ValueMatch.Bits, 7ul), (pattern.Type, pattern.Match, pattern.Bits));
        Assert.AreEqual(0, reader.Left);
        AssertHead(ref reader, CommandKind.Register, 0, 2);
        Assert.AreEqual("name", Encoding.UTF8.GetString(reader.ReadName()));
        Assert.AreEqual(0, reader.Left);
        AssertHead(ref reader, CommandKind.Uninstantiable, 1, 3);
        Assert.AreEqual((byte)Status.TrapUnreachable, reader.ReadByte());
        Assert.AreEqual(s_module.Length, reader.Left);
        Assert.IsFalse(reader.MoveNext());
        Assert.IsFalse(reader.Failed);
    }

    private static void AssertHead(ref ScriptReader reader, CommandKind kind, int slot, int number)
    {
        Assert.IsTrue(reader.MoveNext());
        Assert.AreEqual((byte)kind, reader.ReadByte());
        Assert.AreEqual((byte)slot, reader.ReadByte());
        Assert.AreEqual((uint)number, reader.ReadU32());
    }

    [TestMethod]
    public void It_runs_as_it_was_written()
    {
        Dictionary<int, CommandResult> results = DesktopRunner.Run(Script());
        Assert.AreEqual(4, results.Count);
        Assert.AreEqual(Verdict.Passed, results[0].Verdict);
        Assert.AreEqual(Verdict.Passed, results[1].Verdict);
        Assert.AreEqual(Verdict.Passed, results[2].Verdict);
        Assert.AreEqual(Verdict.Failed, results[3].Verdict);
    }

    [TestMethod]
    public void A_script_that_ends_inside_a_record_is_refused_at_each_length()
    {
        byte[] script = Script();
        HashSet<int> ends = RecordEnds(script);
        for (int length = 0; length < script.Length; length++)
        {
            byte[] part = script[..length];
            if (ends.Contains(length)) DesktopRunner.Run(part);
            else AssertBroken(part);
        }
    }

    private static void AssertBroken(byte[] script) =>
        Assert.AreEqual(Status.InvalidArgument, Assert.ThrowsExactly<NfException>(() => DesktopRunner.Run(script)).Status, $"{script.Length}");

    private static HashSet<int> RecordEnds(byte[] script)
    {
        HashSet<int> ends = [];
        ScriptReader reader = new(script);
        while (reader.MoveNext()) ends.Add(reader.Position + reader.Left);
        ends.Add(ScriptReader.Magic.Length);
        return ends;
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(0xFF)]
    [DataRow(0x80)]
    public void Any_byte_may_be_another(int change)
    {
        byte[] script = Script();
        int refused = 0;
        for (int i = 0; i < script.Length; i++)
        {
            byte kept = script[i];
            script[i] = change == 0 ? (byte)0 : (byte)(kept ^ change);
            try
            {
                foreach (CommandResult result in DesktopRunner.Run(script).Values) Assert.IsTrue(Enum.IsDefined(result.Verdict));
            }
            catch (NfException error)
            {
                Assert.AreEqual(Status.InvalidArgument, error.Status);
                refused++;
            }

            script[i] = kept;
        }

        Assert.AreNotEqual(0, refused);
    }

    [TestMethod]
    public void A_record_with_bytes_left_is_refused()
    {
        using MemoryStream script = new();
        script.Write(ScriptReader.Magic);
        script.Write([9, 0, 0, 0, (byte)CommandKind.Register, 0, 0, 0, 0, 0, 0, 0, 3]);
        AssertBroken(script.ToArray());
        ScriptWriter writer = new();
        writer.Module(CommandKind.Module, 0, 0, s_module);
        writer.Action(0, 1, s_call, Expectation.Nothing);
        byte[] longer = ScriptWriter.Join([writer.ToArray(), [0]]);
        int head = longer.Length - 1 - (4 + 6 + 3 + 10 + 1);
        longer[head]++;
        AssertBroken(longer);
    }

    [TestMethod]
    public void Lines_of_an_image_are_read_strictly()
    {
        const string Line = "wast: command number=3 verdict=1 found=51 detail=0 offset=-1 function=-1 feature=0 index=2 cell=-1";
        Assert.IsTrue(ConsoleResult.TryParse(Line, out CommandResult result));
        Assert.AreEqual((3, Verdict.Failed, Status.TrapOutOfBoundsMemory), (result.Number, result.Verdict, result.Found));
        Assert.AreEqual((-1, -1, 2, ulong.MaxValue), (result.Load.Offset, result.Load.FunctionIndex, result.ResultIndex, result.Cell));
        Assert.IsFalse(ConsoleResult.TryParse(Line[..^8], out _));
        Assert.IsFalse(ConsoleResult.TryParse(Line + " more=1", out _));
        Assert.IsFalse(ConsoleResult.TryParse(Line.Replace("found", "faund", StringComparison.Ordinal), out _));
        Assert.IsFalse(ConsoleResult.TryParse("wast: end commands=1 status=0", out _));
    }
}
