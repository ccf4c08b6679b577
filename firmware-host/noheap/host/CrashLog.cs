using Nf.Platform;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>The last fault, in memory that outlives a reset.</summary>
internal static unsafe class CrashLog
{
    /// <summary>Writes down a fault of a guest.</summary>
    public static void Record(int place, Status fault, ulong fuel, in Backtrace backtrace) =>
        CrashRecords.Write(ref *BoardSystem.Crash, BoardSystem.UptimeNanoseconds(), place, fault, fuel, in backtrace);

    /// <summary>Reads the last fault.</summary>
    /// <returns>Ok or NotFound.</returns>
    public static Status Read(out CrashRecord record) =>
        CrashRecords.Read(ref *BoardSystem.Crash, BoardSystem.Crash->Note.Boots, out record);
}
