using System;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>What the page tells of guests. It is what the control line tells.</summary>
/// <typeparam name="THost">Who knows.</typeparam>
internal static class GuestMetrics<THost>
    where THost : struct, ITargetFigures
{
    private const int NameBytesMax = 64;
    private const int VersionBytesMax = 20;
    private const int StateCount = (int)GuestState.Safe + 1;

    private static MetricFamily States =>
        new("nf_guest_state"u8, MetricType.StateSet, default, "What the guest does."u8);

    /// <summary>Writes all families of guests. O(families x places).</summary>
    public static void Write(ref THost host, int places, ref Utf8Writer text)
    {
        States.Begin(ref text);
        for (int place = 0; place < places; place++) WriteState(ref host, (byte)place, ref text);
        for (GuestMetric metric = 0; metric < GuestMetric.Count; metric++)
        {
            Family(metric).Begin(ref text);
            for (int place = 0; place < places; place++) WriteSample(ref host, metric, (byte)place, ref text);
        }
    }

    private static void WriteState(ref THost host, byte place, ref Utf8Writer text)
    {
        Span<byte> name = stackalloc byte[NameBytesMax];
        if (host.ReadGuest(place, out GuestInfo info, name, out int nameBytes) != Status.Ok || info.State == GuestState.Empty) return;
        for (int state = 1; state < StateCount; state++)
        {
            States.Name(ref text);
            Labels(ref text, place, name.Slice(0, nameBytes), in info);
            MetricFamily.Label(ref text, (byte)',', "nf_guest_state"u8, StateName((GuestState)state));
            text.Byte((byte)'}');
            States.Value(ref text, state == (int)info.State ? 1u : 0u);
        }
    }

    private static void WriteSample(ref THost host, GuestMetric metric, byte place, ref Utf8Writer text)
    {
        Span<byte> name = stackalloc byte[NameBytesMax];
        if (host.ReadGuest(place, out GuestInfo info, name, out int nameBytes) != Status.Ok || info.State == GuestState.Empty) return;
        if (host.ReadTelemetry(place, out GuestTelemetry telemetry) != Status.Ok) return;
        Family(metric).Name(ref text);
        Labels(ref text, place, name.Slice(0, nameBytes), in info);
        text.Byte((byte)'}');
        Family(metric).Value(ref text, Value(metric, in info, in telemetry));
    }

    private static void Labels(ref Utf8Writer text, byte place, scoped ReadOnlySpan<byte> name, in GuestInfo info)
    {
        Span<byte> buffer = stackalloc byte[VersionBytesMax];
        Utf8Writer number = new(buffer);
        number.Decimal((int)place);
        MetricFamily.Label(ref text, (byte)'{', "place"u8, number.Written);
        MetricFamily.Label(ref text, (byte)',', "name"u8, name);
        Utf8Writer version = new(buffer);
        version.Decimal((int)info.Major);
        version.Byte((byte)'.');
        version.Decimal((int)info.Minor);
        version.Byte((byte)'.');
        version.Decimal((int)info.Patch);
        MetricFamily.Label(ref text, (byte)',', "version"u8, version.Written);
    }

    private static MetricFamily Family(GuestMetric metric) => metric switch
    {
        GuestMetric.Runs => new("nf_guest_runs"u8, MetricType.Counter, default, "Calls of the guest."u8),
        GuestMetric.Faults => new("nf_guest_faults"u8, MetricType.Counter, default, "Calls that failed."u8),
        GuestMetric.Restarts => new("nf_guest_restarts"u8, MetricType.Counter, default, "Restarts after a fault."u8),
        GuestMetric.DeadlineMisses => new("nf_guest_deadline_misses"u8, MetricType.Counter, default, "Calls that ended late."u8),
        GuestMetric.Fuel => new("nf_guest_fuel"u8, MetricType.Counter, default, "Fuel units used."u8),
        GuestMetric.FuelPeak => new("nf_guest_fuel_peak"u8, MetricType.Gauge, default, "The most fuel units that one call used."u8),
        GuestMetric.EventsLost => new("nf_guest_events_lost"u8, MetricType.Counter, default, "Events that found no room."u8),
        GuestMetric.Memory => new("nf_guest_memory_bytes"u8, MetricType.Gauge, "bytes"u8, "Linear memory."u8),
        GuestMetric.MemoryLimit => new("nf_guest_memory_limit_bytes"u8, MetricType.Gauge, "bytes"u8, "The most linear memory it can get."u8),
        GuestMetric.ResponsePeak => new("nf_guest_response_peak_seconds"u8, MetricType.Gauge, "seconds"u8,
            "The longest time from when a call was due until it was done."u8),
        _ => new("nf_guest_on_trial"u8, MetricType.Gauge, default, "Whether the package is on trial."u8),
    };

    private static ulong Value(GuestMetric metric, in GuestInfo info, in GuestTelemetry telemetry) => metric switch
    {
        GuestMetric.Runs => info.Runs,
        GuestMetric.Faults => info.Faults,
        GuestMetric.Restarts => info.Restarts,
        GuestMetric.DeadlineMisses => info.DeadlineMisses,
        GuestMetric.Fuel => info.Fuel,
        GuestMetric.FuelPeak => telemetry.FuelPeak,
        GuestMetric.EventsLost => telemetry.EventsLost,
        GuestMetric.Memory => info.MemoryBytes,
        GuestMetric.MemoryLimit => info.MemoryBytesMax,
        GuestMetric.ResponsePeak => telemetry.ResponseNanosecondsPeak,
        _ => info.IsOnTrial ? 1u : 0u,
    };

    private static ReadOnlySpan<byte> StateName(GuestState state) => state switch
    {
        GuestState.Stopped => "stopped"u8,
        GuestState.Running => "running"u8,
        GuestState.BackingOff => "backing_off"u8,
        GuestState.GivenUp => "given_up"u8,
        _ => "safe"u8,
    };
}
