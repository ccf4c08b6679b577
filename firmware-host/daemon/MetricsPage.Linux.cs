using System;
using Nf.Memory;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>The page of metrics: OpenMetrics 1.0, text. It tells what the control line tells.</summary>
/// <typeparam name="THost">Who knows.</typeparam>
internal static class MetricsPage<THost>
    where THost : struct, ITargetFigures
{
    private const int VersionBytesMax = 20;
    private const int FrameKinds = 9;

    /// <summary>Writes the page. O(families x (places + crates)).</summary>
    /// <param name="host">Who knows.</param>
    /// <param name="counters">What the control line counted.</param>
    /// <param name="isOnTime">Whether no guest is late.</param>
    /// <param name="text">Takes the page; a page that does not fit ends early, without the mark of its end.</param>
    public static void Write(ref THost host, in ControlCounters counters, bool isOnTime, ref Utf8Writer text)
    {
        Span<byte> board = stackalloc byte[TargetInfo.TailBytesMax];
        if (host.ReadInfo(out TargetInfo info, board, out int boardBytes) != Status.Ok) return;
        WriteBuild(in info, board.Slice(0, boardBytes), ref text);
        new MetricFamily("nf_uptime_seconds"u8, MetricType.Gauge, "seconds"u8, "Time since the start."u8).Write(ref text, info.UptimeNanoseconds);
        new MetricFamily("nf_boots"u8, MetricType.Counter, default, "Starts with this state folder."u8).Write(ref text, info.Boots);
        new MetricFamily("nf_unclean_ends"u8, MetricType.Counter, default, "Starts after an end that nobody asked for."u8)
            .Write(ref text, info.UncleanEnds);
        new MetricFamily("nf_on_time"u8, MetricType.Gauge, default, "Whether no guest is late."u8).Write(ref text, isOnTime ? 1u : 0u);
        GuestMetrics<THost>.Write(ref host, info.Places, ref text);
        WriteLine(in counters, ref text);
        WriteBudgets(ref host, ref text);
        text.Text("# EOF\n"u8);
    }

    private static void WriteBuild(in TargetInfo info, scoped ReadOnlySpan<byte> board, ref Utf8Writer text)
    {
        MetricFamily family = new("nf_build"u8, MetricType.Info, default, "What runs here."u8);
        family.Begin(ref text);
        family.Name(ref text);
        Span<byte> buffer = stackalloc byte[VersionBytesMax];
        Utf8Writer version = new(buffer);
        version.Decimal((int)info.Major);
        version.Byte((byte)'.');
        version.Decimal((int)info.Minor);
        version.Byte((byte)'.');
        version.Decimal((int)info.Patch);
        MetricFamily.Label(ref text, (byte)'{', "version"u8, version.Written);
        MetricFamily.Label(ref text, (byte)',', "board"u8, board);
        text.Byte((byte)'}');
        family.Value(ref text, 1);
    }

    private static void WriteLine(in ControlCounters counters, ref Utf8Writer text)
    {
        MetricFamily family = new("nf_control_frames"u8, MetricType.Counter, default, "What the control line counted."u8);
        family.Begin(ref text);
        for (int kind = 0; kind < FrameKinds; kind++)
        {
            family.Name(ref text);
            MetricFamily.Label(ref text, (byte)'{', "kind"u8, KindName(kind));
            text.Byte((byte)'}');
            family.Value(ref text, Count(kind, in counters));
        }
    }

    private static void WriteBudgets(ref THost host, ref Utf8Writer text)
    {
        WriteBudget(ref host, new("nf_budget_limit_bytes"u8, MetricType.Gauge, "bytes"u8, "Memory that a component may hold."u8), 0, ref text);
        WriteBudget(ref host, new("nf_budget_remaining_bytes"u8, MetricType.Gauge, "bytes"u8, "Memory that it may still take."u8), 1, ref text);
        WriteBudget(ref host, new("nf_budget_peak_bytes"u8, MetricType.Gauge, "bytes"u8, "The most that it held at once."u8), 2, ref text);
        WriteBudget(ref host, new("nf_budget_refusals"u8, MetricType.Counter, default, "How often it was refused."u8), 3, ref text);
    }

    private static void WriteBudget(ref THost host, MetricFamily family, int figure, ref Utf8Writer text)
    {
        family.Begin(ref text);
        for (int crate = 0; crate < (int)CrateId.Count; crate++)
        {
            if (host.ReadBudget((byte)crate, out BudgetInfo info) != Status.Ok) continue;
            family.Name(ref text);
            MetricFamily.Label(ref text, (byte)'{', "crate"u8, CrateName((CrateId)crate));
            text.Byte((byte)'}');
            family.Value(ref text, figure switch
            {
                0 => info.LimitBytes,
                1 => info.RemainingBytes,
                2 => info.PeakBytes,
                _ => info.Refusals,
            });
        }
    }

    private static ReadOnlySpan<byte> KindName(int kind) => kind switch
    {
        0 => "whole"u8,
        1 => "damaged"u8,
        2 => "other_version"u8,
        3 => "unexpected"u8,
        4 => "other_session"u8,
        5 => "replayed"u8,
        6 => "repeated"u8,
        7 => "executed"u8,
        _ => "streamed"u8,
    };

    private static uint Count(int kind, in ControlCounters counters) => kind switch
    {
        0 => counters.Frames,
        1 => counters.Damaged,
        2 => counters.OtherVersions,
        3 => counters.Unexpected,
        4 => counters.OtherSessions,
        5 => counters.Replayed,
        6 => counters.Repeated,
        7 => counters.Executed,
        _ => counters.Streamed,
    };

    private static ReadOnlySpan<byte> CrateName(CrateId crate) => crate switch
    {
        CrateId.Memory => "memory"u8,
        CrateId.Runtime => "runtime"u8,
        CrateId.Engine => "engine"u8,
        CrateId.Guest => "guest"u8,
        CrateId.Platform => "platform"u8,
        _ => "firmware_host"u8,
    };
}
