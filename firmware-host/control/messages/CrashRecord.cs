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

    /// <summary>Where it happened.</summary>
    public Backtrace Backtrace;

    /// <inheritdoc/>
    public static int Bytes => 90;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Place);
        fields.Number(ref Fault);
        fields.Number(ref UptimeNanoseconds);
        fields.Number(ref Fuel);
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
