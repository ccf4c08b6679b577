using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>The last fault that the target recorded; it outlives a reset.</summary>
public struct CrashRecord : IControlMessage
{
    /// <summary>The guest's place; 255 for a fault of the host itself.</summary>
    public byte Place;

    /// <summary>What happened.</summary>
    public Status Fault;

    /// <summary>Time from the start of the target to it.</summary>
    public ulong UptimeNanoseconds;

    /// <summary>Fuel in units that was left.</summary>
    public ulong Fuel;

    /// <summary>How often the target had started since its power came on, this start included.</summary>
    public uint Boots;

    /// <summary>Program counter of the host; 0 for a fault of a guest alone.</summary>
    public uint HostAddress;

    /// <summary>Link register of the host, which is where the function would have returned to; 0 if not known.</summary>
    public uint HostLink;

    /// <summary>What the processor said: CFSR on Cortex-M, else the number of the fault; 0 for a fault of a guest alone.</summary>
    public uint HostCause;

    /// <summary>The address that was touched (MMFAR or BFAR on Cortex-M); 0 if not known.</summary>
    public uint HostDetail;

    /// <summary>Where it happened in the guest.</summary>
    public Backtrace Backtrace;

    /// <inheritdoc/>
    public static int Bytes => 110;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Place);
        fields.Number(ref Fault);
        fields.Number(ref UptimeNanoseconds);
        fields.Number(ref Fuel);
        fields.Number(ref Boots);
        fields.Number(ref HostAddress);
        fields.Number(ref HostLink);
        fields.Number(ref HostCause);
        fields.Number(ref HostDetail);
        VisitBacktrace(ref fields);
    }

    private void VisitBacktrace(ref FieldCursor fields)
    {
        fields.Number(ref Backtrace.Count);
        fields.Number(ref Backtrace.Dropped);
        for (int i = 0; i < Backtrace.FramesMax; i++)
        {
            fields.Number(ref Backtrace.Frames[i].FunctionIndex);
            fields.Number(ref Backtrace.Frames[i].ModuleOffset);
        }

        fields.Require(Backtrace.Count <= Backtrace.FramesMax);
    }
}
