using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <content>The host as a daemon of Linux, nfd.</content>
internal static unsafe partial class Program
{
    private const int KeyBytesMax = 128;

    private static DaemonOptions s_options;
    private static PathStorage s_storePath;
    private static KeyStorage s_key;
    private static int s_keyBytes;
    private static DaemonStatus s_reported;
    private static MetricsServer s_metrics;

    // With its ending zero.
    private static ReadOnlySpan<byte> StorePath => CText.WithZero((byte*)Unsafe.AsPointer(ref s_storePath));

    // Whoever watches the process may want to hear of it more often than it has anything to do.
    private static ulong SleepNanosecondsMax => s_watchdog.IntervalNanoseconds == 0
        ? IdleNanosecondsMax
        : Math.Min(IdleNanosecondsMax, s_watchdog.IntervalNanoseconds);

    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments)
    {
        Status status = DaemonOptions.Parse(argumentCount, arguments, out s_options, out DaemonUsage trouble);
        if (status != Status.Ok)
        {
            DaemonText.Explain(in trouble);
            return (int)status;
        }

        if (s_options.Has(DaemonOptionName.Help)) return (int)DaemonText.ShowHelp();
        if (s_options.Has(DaemonOptionName.Version)) return (int)DaemonText.ShowVersion();
        status = Prepare();
        return (int)(status == Status.Ok ? Run() : status);
    }

    // What can be refused before anything runs.
    private static Status Prepare()
    {
        ReadOnlySpan<byte> folder = CText.Of(s_options.State);
        Status status = StateFolder.Take(folder);
        if (status == Status.Busy) DaemonText.ExplainBusy(folder);
        else if (status != Status.Ok) DaemonText.Refuse(s_options.State, "is of no use as a state folder"u8, status);
        if (status != Status.Ok) return status;
        _ = StateFolder.PathOf(folder, "store"u8, s_storePath, out _);
        Span<byte> buffer = stackalloc byte[StateFolder.PathBytesMax];
        status = StateFolder.PathOf(folder, "crash"u8, buffer, out ReadOnlySpan<byte> crash);
        if (status == Status.Ok) status = Check(s_options.State, BoardSystem.KeepCrash(crash));
        if (status == Status.Ok && s_options.Key != null) status = ReadKey();
        return status == Status.Ok ? StopRequest.Listen(&Hurry) : status;
    }

    private static Status ReadKey()
    {
        Status status = KeyFile.Read(CText.WithZero(s_options.Key), s_key, out s_keyBytes);
        if (status != Status.Ok) DaemonText.Refuse(s_options.Key, "has no key of 32 to 128 bytes, or their hexadecimal digits"u8, status);
        return status;
    }

    static partial void AddKey(ref HostOptions options)
    {
        options.Key = (byte*)Unsafe.AsPointer(ref s_key);
        options.KeyBytes = s_keyBytes;
    }

    private static delegate*<int, Status, ulong, in Backtrace, void> FaultRecorder => &RecordFault;

    // A call that was cut short because the process is to end is no fault of its guest.
    private static void RecordFault(int place, Status fault, ulong fuel, in Backtrace backtrace)
    {
        if (!StopRequest.IsAsked) CrashLog.Record(place, fault, fuel, in backtrace);
    }

    private static Status OpenDevices()
    {
        Status status = Status.Ok;
        if (s_options.Gpio != null)
            status = Check(s_options.Gpio, s_board.Gpio.Chip.Open(CText.WithZero(s_options.Gpio), in s_options.Lines));
        if (status == Status.Ok && s_options.I2c != null)
            status = Check(s_options.I2c, s_board.I2c.Bus.Open(CText.WithZero(s_options.I2c)));
        if (status == Status.Ok && s_options.Watchdog != null)
            status = Check(s_options.Watchdog, s_watchdog.AddDevice(CText.WithZero(s_options.Watchdog)));
        return status;
    }

    private static Status OpenLine(ref BoardLine line)
    {
        Status status = line.OpenUnix(CText.WithZero(s_options.Control));
        if (status == Status.Busy) DaemonText.Refuse(s_options.Control, "is in use: remove it, or give another --control"u8, status);
        else if (status != Status.Ok) DaemonText.Refuse(s_options.Control, "is of no use as a control line"u8, status);
        if (status != Status.Ok || s_options.MetricsPort == 0) return status;
        status = s_metrics.Open(s_options.MetricsPort);
        if (status != Status.Ok) DaemonText.RefusePort(s_options.MetricsPort, status);
        return status;
    }

    private static Status Check(byte* path, Status status)
    {
        if (status != Status.Ok) DaemonText.Refuse(path, "cannot be used"u8, status);
        return status;
    }

    static partial void TellReady()
    {
        ReportGuests();
        s_watchdog.Manager.Ready();
    }

    static partial void Serve(ulong now)
    {
        HostConsole.BeginTurn();
        ReportGuests();
        if (s_options.MetricsPort != 0) s_metrics.Poll(ref s_host, s_server.Counters, s_host.Supervisor.IsOnTime, now);
    }

    static partial void LookForStop(ref Status status)
    {
        if (status == Status.Ok && StopRequest.IsAsked) status = Status.Stopped;
    }

    // Guests end where they are: the last call has ended, and what each declared as safe is driven.
    static partial void End(ref Status status)
    {
        s_watchdog.Manager.Stopping();
        for (int place = 0; place < s_host.Supervisor.Places; place++) _ = s_host.Supervisor.Stop(place);
        s_watchdog.Stop();
        BoardSystem.NoteStop();
        if (status != Status.Stopped) return;
        HostConsole.Say(LogLevel.Info, "stopped"u8);
        status = Status.Ok;
    }

    private static void ReportGuests()
    {
        DaemonStatus now = DaemonStatus.Of(ref s_host.Supervisor);
        if (now.IsSame(in s_reported)) return;
        s_reported = now;
        Span<byte> buffer = stackalloc byte[DaemonStatus.TextBytesMax];
        Utf8Writer text = new(buffer);
        now.Write(ref text);
        s_watchdog.Manager.Report(text.Written);
    }

    // A call that takes too long after a request to stop ends at its next look at its fuel. The guest may just write back what it had: so
    // it is taken again and again.
    private static void Hurry()
    {
        for (int place = 0; place < BoardConstants.HostPlaces; place++)
        {
            if (s_guests[place].IsRunning) _ = s_guests[place].Instance.SetFuel(0);
        }
    }

    [InlineArray(StateFolder.PathBytesMax)]
    private struct PathStorage
    {
        private byte _first;
    }

    [InlineArray(KeyBytesMax)]
    private struct KeyStorage
    {
        private byte _first;
    }
}
