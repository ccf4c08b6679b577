using System;

namespace Nf.Runtime;

/// <summary>
/// What an instance goes back to: what its module's bytes say. Nothing of it is kept; segments and initial values are read again where
/// they lie, over memory that was cleared. A kept copy would cost as many bytes as the instance has linear memory, and a board has not
/// twice that; reading the bytes takes as long as reading a copy (docs/ASSURANCE.md has the figures).
/// </summary>
internal static unsafe class Baseline
{
    private const int ClearBytesMax = 1 << 30;

    /// <summary>
    /// Restores memory, globals, table and the engine's own state. The module was validated when the instance was made: what
    /// is wrong in its bytes now, somebody else wrote. O(linear memory + data + globals), and + elements when the guest may have written
    /// its table.
    /// </summary>
    /// <param name="module">The instance's module.</param>
    /// <param name="engine">Its engine.</param>
    /// <param name="discard">See <see cref="InstanceOptions.Discard"/>.</param>
    /// <param name="keepBytes">See <see cref="InstanceOptions.KeepBytes"/>.</param>
    /// <returns>Ok; Reentrant while the guest runs; InternalError when the module's bytes have changed.</returns>
    internal static Status Restore(in WasmModule module, in Engine engine, delegate* unmanaged<byte*, uint, void> discard, uint keepBytes)
    {
        Status status = engine.Memory(out byte* memory, out ulong usedBytes);
        if (status != Status.Ok) return status;
        status = engine.Reset(out bool tableChanged);
        if (status != Status.Ok) return status;
        Clear(memory, usedBytes, discard, keepBytes);
        status = engine.Refill();
        if (status != Status.NotSupported) return status;
        status = ApplyData(in module, memory, engine.BaselineBytes);
        if (status == Status.Ok) status = SetGlobals(in module, in engine);
        return status == Status.Ok && tableChanged ? SetTable(in module, in engine) : status;
    }

    private static void Clear(byte* memory, ulong bytes, delegate* unmanaged<byte*, uint, void> discard, uint keepBytes)
    {
        ulong kept = discard != null && keepBytes < bytes ? keepBytes : bytes;
        for (ulong at = 0; at < kept; at += ClearBytesMax)
            new Span<byte>(memory + at, (int)(kept - at < ClearBytesMax ? kept - at : ClearBytesMax)).Clear();
        if (kept < bytes) discard(memory + kept, (uint)(bytes - kept));
    }

    private static Status ApplyData(in WasmModule module, byte* memory, ulong bytes)
    {
        WasmReader reader = module.DataSegments();
        while (!reader.AtEnd && !reader.Failed)
        {
            DataSegment segment = DataSegment.Read(ref reader);
            if (segment.Mode != SegmentMode.Active) continue;
            if (segment.Start + (ulong)segment.Bytes.Length > bytes) return Status.InternalError;
            segment.Bytes.CopyTo(new Span<byte>(memory + segment.Start, segment.Bytes.Length));
        }

        return reader.Failed ? Status.InternalError : Status.Ok;
    }

    // Fuel and depth are among them: 0 again, and so are dropped segments: as long as at first.
    private static Status SetGlobals(in WasmModule module, in Engine engine)
    {
        WasmReader reader = module.Globals();
        Status status = Status.Ok;
        for (int i = 0; i < module.GlobalCount && status == Status.Ok; i++)
        {
            ulong value = WasmModule.ReadGlobal(ref reader, out _, out bool mutable);
            if (mutable) status = engine.SetGlobal(i, value);
        }

        return reader.Failed ? Status.InternalError : status;
    }

    private static Status SetTable(in WasmModule module, in Engine engine)
    {
        WasmReader reader = module.ElementSegments();
        Status status = Status.Ok;
        while (!reader.AtEnd && !reader.Failed && status == Status.Ok)
        {
            ElementSegment segment = ElementSegment.Read(ref reader, module.FunctionCount);
            if (segment.Mode == SegmentMode.Active) status = SetElements(in module, in engine, in segment);
        }

        return reader.Failed ? Status.InternalError : status;
    }

    private static Status SetElements(in WasmModule module, in Engine engine, in ElementSegment segment)
    {
        WasmReader reader = module.ElementSegments();
        reader.Skip((uint)(segment.EntriesOffset - reader.Position));
        Status status = Status.Ok;
        for (uint i = 0; i < segment.Count && status == Status.Ok; i++)
        {
            int function = segment.ReadEntry(ref reader, module.FunctionCount);
            if (function >= 0) status = engine.SetTable(segment.Start + i, function);
        }

        return status;
    }
}
