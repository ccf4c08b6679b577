using System;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>
/// Runs one guest from its first instruction to the end of its run. A guest comes in one of two forms: reactive, with
/// <c>nf_tick</c> called once a tick (and <c>nf_init</c>, if it has one, before the first); or a program, whose
/// <c>_start</c> is called once and which sleeps from tick to tick by itself.
/// </summary>
public static unsafe class GuestRunner
{
    /// <summary>Loads and runs. The board in <paramref name="host"/> must be initialised. O(module) + the guest's own time.</summary>
    /// <param name="host">The host functions' context; fixed in memory.</param>
    /// <param name="wasm">The module; fixed in memory.</param>
    /// <param name="wasmBytes">Its size.</param>
    /// <param name="options">What the guest is given; <see cref="InstanceOptions.HostContext"/> is set here.</param>
    /// <param name="report">How it ended.</param>
    public static void Run(HostContext* host, byte* wasm, int wasmBytes, in InstanceOptions options, out RunReport report)
    {
        report = default;
        InstanceOptions own = options;
        own.HostContext = (nint)host;
        report.Status = Instance.Create<HostFunctions>(wasm, wasmBytes, in own, out Instance instance, out report.Load);
        if (report.Status == Status.Ok)
        {
            report.Status = RunLoaded(ref *host, in instance, ref report);
            Span<byte> memory = instance.Memory;
            fixed (byte* start = memory) report.Memory = start;
            report.MemoryBytes = memory.Length;
        }

        host->Trace.End(host->Tick, report.Status);
        _ = host->Trace.Digest(report.Digest);
        report.Ticks = host->Tick;
        report.Fuel = host->FuelUsed;
        report.ExitCode = host->ExitCode;
    }

    private static Status RunLoaded(ref HostContext host, in Instance instance, ref RunReport report)
    {
        InstanceLimits limits = instance.Limits;
        WasmModule module = instance.Module;
        Status status = host.Admit(in limits, in module);
        if (status == Status.Ok) status = GuestCall.Start(ref host, in instance);
        if (status == Status.Ok) status = host.FindSamples(in instance);
        if (status == Status.Ok) status = RunEntryPoint(ref host, in instance, ref report);
        if (status is Status.Ok or Status.Stopped) return Status.Ok;
        if (status == Status.GuestExited && host.ExitCode == 0) return Status.Ok;
        if (status != Status.GuestExited) _ = instance.GetBacktrace(out report.Backtrace);
        return status;
    }

    private static Status RunEntryPoint(ref HostContext host, in Instance instance, ref RunReport report)
    {
        Status status = instance.FindFunction("nf_tick"u8, ":i"u8, out ExportedFunction tick);
        if (status == Status.Ok) return RunTicks(ref host, in instance, in tick, ref report);
        if (status == Status.ExportNotFound) status = instance.FindFunction("_start"u8, ":"u8, out tick);
        return status == Status.Ok ? GuestCall.Invoke(ref host, in instance, in tick, default, default) : status;
    }

    private static Status RunTicks(ref HostContext host, in Instance instance, in ExportedFunction tick, ref RunReport report)
    {
        host.IsReactive = true;
        Status status = instance.FindFunction("nf_init"u8, ":i"u8, out ExportedFunction init);
        if (status == Status.Ok) status = GuestCall.InvokeForResult(ref host, in instance, in init, default, out report.Result);
        else if (status == Status.ExportNotFound) status = Status.Ok;
        while (status == Status.Ok && report.Result == 0)
        {
            status = host.NextTick(instance.Memory);
            if (status == Status.Ok) status = GuestCall.InvokeForResult(ref host, in instance, in tick, default, out report.Result);
        }

        return status;
    }
}
