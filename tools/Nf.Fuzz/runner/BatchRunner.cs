using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>
/// Runs cases one after the other and tells what was to be seen of each: the same source on .NET and in every image, so that two worlds
/// agree when their lines are equal.
/// </summary>
/// <remarks>
/// A case, little-endian: number (8 bytes), the package's length (4), its bytes, number of calls (4); each call: which export (4),
/// number of arguments (4), a cell each (8). A line: number, how creating ended, and when it went well how the start function ended and, if
/// that went well, for each call its status, a hash of its results and the fuel that is left; then size and hash of the memory.
/// </remarks>
/// <typeparam name="TReport">Gets the lines.</typeparam>
public unsafe struct BatchRunner<TReport>
    where TReport : struct, ICaseReport
{
    /// <summary>Calls of a case.</summary>
    public const int CallsMax = 5;

    private const int LineMax = 256;

    private readonly CaseRoom _room;
    private Cells _arguments;
    private Cells _results;
    private TReport _report;

    /// <summary>Makes a runner.</summary>
    /// <param name="room">For one instance at a time.</param>
    /// <param name="report">Gets the lines.</param>
    public BatchRunner(CaseRoom room, TReport report)
    {
        this = default;
        _room = room;
        _report = report;
    }

    /// <summary>Runs all cases.</summary>
    /// <returns>Ok, or MalformedModule when a case is broken.</returns>
    public Status Run(byte* batch, int bytes)
    {
        int at = 0;
        while (at < bytes)
        {
            if (!RunCase(batch, bytes, ref at)) return Status.MalformedModule;
        }

        return Status.Ok;
    }

    private bool RunCase(byte* batch, int bytes, ref int at)
    {
        const int HeadBytes = 12;
        if (bytes - at < HeadBytes) return false;
        ReadOnlySpan<byte> all = new(batch, bytes);
        ulong number = BinaryPrimitives.ReadUInt64LittleEndian(all.Slice(at));
        uint length = Read32(all, at + 8);
        at += HeadBytes;
        if (length > (uint)(bytes - at)) return false;
        byte* wasm = batch + at;
        at += (int)length;
        Span<byte> buffer = stackalloc byte[LineMax];
        Utf8Writer line = new(buffer);
        line.Decimal(number);
        bool sound = RunPackage(ref line, wasm, (int)length, all, ref at);
        line.Byte((byte)'\n');
        _report.Line(line.Written);
        return sound;
    }

    private bool RunPackage(ref Utf8Writer line, byte* wasm, int length, ReadOnlySpan<byte> all, ref int at)
    {
        Status status = _room.Open(wasm, length, out Instance instance, out _);
        Field(ref line, (ulong)status);
        bool created = status == Status.Ok;
        if (created)
        {
            _ = instance.SetFuel(CaseRoom.Fuel);
            status = instance.Start();
            Field(ref line, (ulong)status);
        }

        bool sound = RunCalls(ref line, in instance, status == Status.Ok, all, ref at);
        if (created)
        {
            Field(ref line, (ulong)instance.Memory.Length);
            Field(ref line, Hash(MemoryMarshal.Cast<byte, uint>(instance.Memory)));
        }

        // Segments may have been written even if the module was refused afterwards.
        new Span<byte>(_room.Memory, (int)CaseRoom.MemoryBytes).Clear();
        return sound;
    }

    private bool RunCalls(ref Utf8Writer line, in Instance instance, bool runs, ReadOnlySpan<byte> all, ref int at)
    {
        if (all.Length - at < sizeof(uint)) return false;
        uint calls = Read32(all, at);
        at += sizeof(uint);
        for (uint i = 0; i < calls; i++)
        {
            if (!ReadCall(all, ref at, out int export, out int arguments)) return false;
            if (runs) Call(ref line, in instance, export, arguments);
        }

        return true;
    }

    private bool ReadCall(ReadOnlySpan<byte> all, ref int at, out int export, out int arguments)
    {
        const int HeadBytes = 8;
        export = arguments = 0;
        if (all.Length - at < HeadBytes) return false;
        export = (int)Read32(all, at);
        arguments = (int)Read32(all, at + 4);
        at += HeadBytes;
        if ((uint)arguments > WasmModule.CellsMax || all.Length - at < arguments * sizeof(ulong)) return false;
        for (int i = 0; i < arguments; i++, at += sizeof(ulong)) _arguments[i] = BinaryPrimitives.ReadUInt64LittleEndian(all.Slice(at));
        return true;
    }

    private void Call(ref Utf8Writer line, in Instance instance, int export, int arguments)
    {
        ReadOnlySpan<ulong> given = _arguments;
        Span<ulong> results = _results;
        Status status = CaseRoom.Find(in instance, export, out ExportedFunction called);
        _ = instance.SetFuel(CaseRoom.Fuel);
        if (status == Status.Ok) status = instance.Call(in called, given.Slice(0, arguments), results);
        Field(ref line, (ulong)status);
        line.Byte((byte)':');
        line.Decimal((ulong)(status == Status.Ok ? Hash(MemoryMarshal.Cast<ulong, uint>(results.Slice(0, called.ResultCount))) : 0));
        line.Byte((byte)':');
        line.Decimal(instance.Fuel);
    }

    private static void Field(ref Utf8Writer line, ulong value)
    {
        line.Byte((byte)' ');
        line.Decimal(value);
    }

    private static uint Read32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(at));

    // FNV-1a over words instead of bytes: a memory is large, and a difference of any bit still shows.
    private static uint Hash(ReadOnlySpan<uint> words)
    {
        uint hash = 2166136261;
        for (int i = 0; i < words.Length; i++) hash = (hash ^ words[i]) * 16777619;
        return hash;
    }

    [InlineArray(WasmModule.CellsMax)]
    private struct Cells
    {
        private ulong _cell;
    }
}
