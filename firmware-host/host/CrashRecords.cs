using Nf.Platform;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>The last fault as the control protocol tells it, and as it is kept in memory that outlives a reset.</summary>
public static unsafe class CrashRecords
{
    private const byte HostPlace = 255;

    /// <summary>Writes down a fault of a guest.</summary>
    /// <param name="memory">What outlives a reset.</param>
    /// <param name="uptimeNanoseconds">When it happened.</param>
    /// <param name="place">The guest's place.</param>
    /// <param name="fault">What happened.</param>
    /// <param name="fuel">Fuel in units that was left.</param>
    /// <param name="backtrace">Where.</param>
    public static void Write(
        ref CrashMemory memory, ulong uptimeNanoseconds, int place, Status fault, ulong fuel, in Backtrace backtrace)
    {
        GuestFault record = new()
        {
            UptimeNanoseconds = uptimeNanoseconds,
            Fuel = fuel,
            Place = (uint)place,
            Status = fault,
            FrameCount = backtrace.Count,
            FramesDropped = backtrace.Dropped,
        };
        for (int i = 0; i < backtrace.Count; i++)
        {
            record.Frames[i].FunctionIndex = backtrace.Frames[i].FunctionIndex;
            record.Frames[i].ModuleOffset = backtrace.Frames[i].ModuleOffset;
        }

        memory.Record(in record);
    }

    /// <summary>Reads the last fault: that of the host, if it had one since power came on, with the guest's last one beside it.</summary>
    /// <param name="memory">What outlives a reset.</param>
    /// <param name="boots">How often the target started.</param>
    /// <param name="record">The record.</param>
    /// <returns>Ok or NotFound.</returns>
    public static Status Read(ref CrashMemory memory, uint boots, out CrashRecord record)
    {
        record = default;
        bool hasGuest = memory.TryRead(out GuestFault guest);
        bool hasHost = memory.TryRead(out HostFault host);
        if (!hasGuest && !hasHost) return Status.NotFound;
        record.Boots = boots;
        if (hasGuest) Copy(in guest, ref record);
        if (hasHost) Copy(in host, ref record);
        return Status.Ok;
    }

    private static void Copy(in GuestFault guest, ref CrashRecord record)
    {
        record.Place = (byte)guest.Place;
        record.Fault = guest.Status;
        record.UptimeNanoseconds = guest.UptimeNanoseconds;
        record.Fuel = guest.Fuel;
        record.Backtrace.Count = guest.FrameCount;
        record.Backtrace.Dropped = guest.FramesDropped;
        for (int i = 0; i < Backtrace.FramesMax; i++)
        {
            record.Backtrace.Frames[i].FunctionIndex = guest.Frames[i].FunctionIndex;
            record.Backtrace.Frames[i].ModuleOffset = guest.Frames[i].ModuleOffset;
        }
    }

    // Kind 10 is a stack overflow (nf_board.h).
    private static void Copy(in HostFault host, ref CrashRecord record)
    {
        const uint StackOverflow = 10;
        record.Place = HostPlace;
        record.Fault = host.Kind == StackOverflow ? Status.StackExhausted : Status.InternalError;
        record.UptimeNanoseconds = host.UptimeNanoseconds;
        record.HostAddress = (uint)host.ProgramCounter;
        record.HostLink = (uint)host.LinkRegister;
        record.HostCause = host.FaultStatus == 0 ? host.Kind : host.FaultStatus;
        record.HostDetail = host.FaultAddress;
    }
}
