using System.Runtime.InteropServices;

namespace Nf.FirmwareHost;

internal static unsafe partial class Program
{
    // A board has one medium, one control line, and all devices from the start.
    private static System.ReadOnlySpan<byte> StorePath => default;

    private static ulong SleepNanosecondsMax => IdleNanosecondsMax;

    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments) => (int)Run();

    // What an emulator or a debugger left in memory is nothing to begin with.
    static partial void ClearMemory() => RegionMemory.Clear();

    private static delegate*<int, Status, ulong, in Nf.Runtime.Backtrace, void> FaultRecorder => &CrashLog.Record;

    private static Status OpenDevices() => Status.Ok;

    private static Status OpenLine(ref BoardLine line) => line.Open();
}
