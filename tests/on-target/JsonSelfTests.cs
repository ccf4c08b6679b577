using System;
using System.Buffers.Binary;
using Nf.FirmwareHost;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>JSON of module <c>vera</c>, with the guest packed-json.wat: numbers are exact without floating point.</summary>
internal static unsafe class JsonSelfTests
{
    private const int LinearBytes = 4096;

    // Behind all that the guest's allocator gives.
    private const uint TextAt = 3600;

    /// <summary>Runs every self-test once.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        SelfTests.Run("json.values"u8, &Values, ref report);
        SelfTests.Run("json.numbers"u8, &Numbers, ref report);
        SelfTests.Run("json.refusals"u8, &Refusals, ref report);
    }

    /// <summary>All kinds of values, there and back.</summary>
    public static void Values(ref Check check) => Expect(
        " {\"a\":[null,true,false,{}, [ ] ],\"b\\u00e9\\n\":\"\\ud83d\\ude00\\/\",\"a\":{\"c\":[\"\",-1.50]}}"u8,
        "{\"a\":{\"c\":[\"\",-1.5]},\"b\u00e9\\n\":\"\U0001F600/\"}"u8, ref check);

    /// <summary>Numbers that take an exact comparison, and the shortest text of each.</summary>
    public static void Numbers(ref Check check)
    {
        Expect(
            "[5e-324,2.4703282292062328e-324,2.2250738585072011e-308,1.7976931348623157e308,9007199254740993,9007199254740993.000000001]"u8,
            "[5e-324,5e-324,2.225073858507201e-308,1.7976931348623157e+308,9007199254740992,9007199254740994]"u8, ref check);
        Expect(
            "[0.1,-0,1e21,123456789012345680000,1e-7,0.000001,299792458,6.02214076e+23,1e23,4.35]"u8,
            "[0.1,-0,1e+21,123456789012345680000,1e-7,0.000001,299792458,6.02214076e+23,1e+23,4.35]"u8, ref check);
    }

    private static void Expect(ReadOnlySpan<byte> text, ReadOnlySpan<byte> written, ref Check check)
    {
        Status status = Load(text, out TestGuest guest, ref check);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        uint result = Parse(in guest, text, ref check);
        check.Equal(0, Word(in guest, result));
        if (check.FailedLine != 0) return;
        check.Equal(Status.Ok, guest.Instance.FindFunction("write"u8, "i:ii"u8, out ExportedFunction write));
        Span<ulong> results = stackalloc ulong[2];
        ulong value = Word(in guest, result + 4);
        check.Equal(Status.Ok, guest.Instance.Call(in write, new ReadOnlySpan<ulong>(in value), results));
        check.Equal(written.Length, (long)results[1]);
        if (check.FailedLine != 0) return;
        check.Equal(written, guest.Instance.Memory.Slice((int)results[0], (int)results[1]));
    }

    /// <summary>What is no JSON is an answer with the place; the shadow stack is as it was.</summary>
    public static void Refusals(ref Check check)
    {
        Refuse("[1,]"u8, "byte 3: expected a value"u8, ref check);
        Refuse("{\"a\":1e999}"u8, "byte 5: a number too large for 64 bits"u8, ref check);
        Refuse("\"\\ud800\""u8, "byte 1: half of a surrogate pair"u8, ref check);
    }

    private static void Refuse(ReadOnlySpan<byte> text, ReadOnlySpan<byte> words, ref Check check)
    {
        Status status = Load(text, out TestGuest guest, ref check);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        uint result = Parse(in guest, text, ref check);
        check.Equal(1, Word(in guest, result));
        check.Equal(words.Length, Word(in guest, result + 8));
        if (check.FailedLine != 0) return;
        check.Equal(words, guest.Instance.Memory.Slice((int)Word(in guest, result + 4), words.Length));
    }

    private static Status Load(ReadOnlySpan<byte> text, out TestGuest guest, ref Check check)
    {
        Status status = TestGuest.Load<HostFunctions>(
            HostileModules.Find("packed-json"u8), 0, out guest, requireMetered: true, linearBytes: LinearBytes);
        check.Equal(Status.Ok, status);
        if (status != Status.Ok) return status;
        check.Equal(Status.Ok, guest.Instance.SetFuel(guest.Instance.Limits.Fuel));
        text.CopyTo(guest.Instance.Memory.Slice((int)TextAt));
        return status;
    }

    private static uint Parse(in TestGuest guest, ReadOnlySpan<byte> text, ref Check check)
    {
        Span<ulong> arguments = stackalloc ulong[2];
        arguments[0] = TextAt;
        arguments[1] = (ulong)text.Length;
        check.Equal(Status.Ok, guest.Call("parse"u8, "ii:i"u8, arguments, out ulong result));
        check.Equal(Status.Ok, guest.Instance.FindGlobal("gc_sp"u8, out ExportedGlobal top));
        check.Equal(Status.Ok, guest.Instance.GetGlobal(in top, out ulong shadow));
        check.Equal(16, (long)shadow);
        return check.FailedLine == 0 ? (uint)result : 0;
    }

    private static uint Word(in TestGuest guest, uint at) => BinaryPrimitives.ReadUInt32LittleEndian(guest.Instance.Memory.Slice((int)at));
}
