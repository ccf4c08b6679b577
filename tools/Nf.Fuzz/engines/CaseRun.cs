using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>A case on one engine, and all that is to be seen of it.</summary>
internal sealed unsafe class CaseRun
{
    private readonly ulong[] _results = new ulong[WasmModule.CellsMax];
    private readonly List<CaseStep> _steps = [];
    private Instance _instance;

    /// <summary>Runs a case.</summary>
    /// <param name="room">Where.</param>
    /// <param name="wasm">The package.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="ahead">The same, compiled; null for the interpreter.</param>
    /// <param name="calls">What is called.</param>
    public static IReadOnlyList<CaseStep> Of(EngineRoom room, byte* wasm, int bytes, AheadModule* ahead, IReadOnlyList<PackageCall> calls)
    {
        CaseRun run = new();
        Status status = room.Open(wasm, bytes, ahead, out run._instance);
        run.Note("create", status, "");
        if (status == Status.Ok)
        {
            run.Life(calls);
            // A reset instance is a new one.
            run.Note("reset", run._instance.Reset(), "");
            run.Life(calls);
        }
        room.Clear();
        return run._steps;
    }

    private void Life(IReadOnlyList<PackageCall> calls)
    {
        Look();
        _ = _instance.SetFuel(CaseRoom.Fuel);
        Status status = _instance.Start();
        Note("start", status, End());
        for (int i = 0; i < calls.Count && status == Status.Ok; i++)
            Call(calls[i]);
        Look();
    }

    private void Call(PackageCall call)
    {
        Status status = CaseRoom.Find(in _instance, call.Export, out ExportedFunction function);
        _ = _instance.SetFuel(CaseRoom.Fuel);
        if (status == Status.Ok)
            status = _instance.Call(in function, call.Arguments, _results);
        string values = status == Status.Ok ? string.Join(' ', _results[..function.ResultCount]) : "";
        Note($"call of export {call.Export}", status, $"{values} {End()}");
    }

    // Fuel, and the functions of the backtrace.
    private string End()
    {
        _ = _instance.GetBacktrace(out Backtrace trace);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"fuel {_instance.Fuel}");
        for (int i = 0; i < trace.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $" in {trace.Frames[i].FunctionIndex}");
        return text.Append(CultureInfo.InvariantCulture, $" and {trace.Dropped} more").ToString();
    }

    // Memory and globals.
    private void Look()
    {
        Span<byte> memory = _instance.Memory;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"memory {memory.Length} {Hash(MemoryMarshal.Cast<byte, ulong>(memory))} globals");
        WasmReader reader = _instance.Module.Exports();
        for (int i = 0; i < _instance.Module.ExportCount; i++)
        {
            ExportEntry export = WasmModule.ReadExport(ref reader);
            if (export.Kind != ExternalKind.Global)
                continue;
            Status status = _instance.FindGlobal(export.Name, out ExportedGlobal global);
            ulong value = 0;
            if (status == Status.Ok)
                status = _instance.GetGlobal(in global, out value);
            text.Append(CultureInfo.InvariantCulture, $" {status} {value}");
        }
        Note("state", Status.Ok, text.ToString());
    }

    private void Note(string what, Status status, string detail) => _steps.Add(new CaseStep(what, status, detail));

    // FNV-1a over words instead of bytes: a difference of any bit still shows.
    private static ulong Hash(ReadOnlySpan<ulong> words)
    {
        ulong hash = 14695981039346656037;
        foreach (ulong word in words)
            hash = (hash ^ word) * 1099511628211;
        return hash;
    }
}
