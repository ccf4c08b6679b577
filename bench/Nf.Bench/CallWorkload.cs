using System;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>
/// Calls across the border, both ways. Exports: C# and C call the same instance. Imports: two instances of one guest that differ in
/// the language of the host function alone.
/// </summary>
internal sealed unsafe class CallWorkload : IDisposable
{
    private readonly EmbeddedModule _module = new("bench.wasm");
    private readonly Room _roomOfCSharp = new(0);
    private readonly Room _roomOfC = new(0);
    private readonly Instance _guestOfCSharp;
    private readonly Instance _guestOfC;
    private readonly ExportedFunction _id;
    private readonly ExportedFunction _importLoop;
    private readonly nint _engine;

    public CallWorkload()
    {
        nint* engine = (nint*)NativeMemory.AllocZeroed((nuint)sizeof(nint));
        InstanceOptions options = _roomOfCSharp.Options;
        options.HostContext = (nint)engine;
        Bench.Require(Instance.Create<CSharpHost>(_module.Pointer, _module.Length, in options, out _guestOfCSharp, out _));
        Bench.Require(Instance.Create<CHost>(_module.Pointer, _module.Length, _roomOfC.Options, out _guestOfC, out _));
        Bench.Require(_guestOfCSharp.FindFunction("id"u8, "i:i"u8, out _id));
        Bench.Require(_guestOfCSharp.FindFunction("import_loop"u8, "i:i"u8, out _importLoop));
        Bench.Require(_guestOfCSharp.FindFunction("enter"u8, ":"u8, out ExportedFunction enter));
        Bench.Require(_guestOfCSharp.Call(in enter, default, default));
        _engine = *engine;
        NativeMemory.Free(engine);
    }

    public void ExportFromCSharp(int count)
    {
        // In locals, as C has its handle and index: a field would be read again after each call.
        Instance guest = _guestOfCSharp;
        ExportedFunction id = _id;
        long sum = 0;
        Status status = Status.Ok;
        for (int i = 0; i < count; i++)
        {
            ulong argument = (uint)i, result = 0;
            status |= guest.Call(in id, new ReadOnlySpan<ulong>(in argument), new Span<ulong>(ref result));
            sum += (uint)result;
        }
        Bench.Require(status);
        RequireSum(sum, count);
    }

    public void ExportFromC(int count) => RequireSum(NativeBaseline.Call(_engine, (uint)_id.Index, (uint)count), count);

    public void ImportInCSharp(int count) => ImportLoop(in _guestOfCSharp, count);

    public void ImportInC(int count) => ImportLoop(in _guestOfC, count);

    private void ImportLoop(in Instance guest, int count)
    {
        ulong rounds = (uint)count, result = 0;
        Bench.Require(guest.Call(in _importLoop, new ReadOnlySpan<ulong>(in rounds), new Span<ulong>(ref result)));
        Bench.Require((int)result == count, "the guest counted its calls differently");
    }

    private static void RequireSum(long sum, int count) =>
        Bench.Require(sum == (long)count * (count - 1) / 2, "the results of a call are not its arguments");

    public void Dispose()
    {
        _roomOfC.Dispose();
        _roomOfCSharp.Dispose();
        _module.Dispose();
    }
}
