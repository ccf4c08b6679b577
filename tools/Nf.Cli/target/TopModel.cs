using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.FirmwareHost;
using Nf.Target;

namespace Nf.Cli;

/// <summary>What `nf top` knows of a target.</summary>
internal sealed class TopModel
{
    private readonly TargetSession _session;
    private readonly Subscription _subscription;
    private readonly Dictionary<byte, GuestTelemetry> _telemetry = [];
    private Dictionary<byte, GuestEntry> _before = [];
    private ulong _uptime;

    /// <summary>Begins to watch.</summary>
    /// <param name="session">The target.</param>
    /// <param name="interval">How often it is to send figures.</param>
    public TopModel(TargetSession session, TimeSpan interval)
    {
        _session = session;
        _subscription = new Subscription { TelemetryMilliseconds = (uint)interval.TotalMilliseconds };
        session.Streams.OnTelemetry = telemetry => _telemetry[telemetry.Place] = telemetry;
        Guests = session.Guests();
        Subscribe();
    }

    /// <summary>The target.</summary>
    public TargetSession Session => _session;

    /// <summary>All places.</summary>
    public IReadOnlyList<GuestEntry> Guests { get; private set; }

    /// <summary>What the target's end of the line counted.</summary>
    public ControlCounters Counters { get; private set; }

    /// <summary>The newest figures of a guest; all 0 before the first.</summary>
    public GuestTelemetry Telemetry(GuestEntry guest) => _telemetry.GetValueOrDefault(guest.Info.Place);

    /// <summary>Fuel that a call used on average, since the last frame if it was called since, else since the start.</summary>
    public ulong FuelPerRun(GuestEntry guest)
    {
        (ulong fuel, ulong runs) = (guest.Info.Fuel, guest.Info.Runs);
        if (_before.TryGetValue(guest.Info.Place, out GuestEntry? before) && before.Info.Runs < runs && before.Info.Fuel <= fuel)
            (fuel, runs) = (fuel - before.Info.Fuel, runs - before.Info.Runs);
        return runs == 0 ? 0 : fuel / runs;
    }

    /// <summary>Reads everything again.</summary>
    public void Refresh()
    {
        _before = Guests.ToDictionary(guest => guest.Info.Place);
        Guests = _session.Guests();
        Counters = _session.Ask<EmptyMessage, ControlCounters>(MessageType.Counters, default);
        _session.Refresh();
        // A target that restarted has forgotten what it was to send.
        if (_session.Info.UptimeNanoseconds < _uptime)
            Subscribe();
        _uptime = _session.Info.UptimeNanoseconds;
    }

    /// <summary>Has the target write no more.</summary>
    public void Stop() => _session.Tell(MessageType.Subscribe, default(Subscription));

    /// <summary>One frame in JSON.</summary>
    public JsonObject Json() => new()
    {
        ["board"] = _session.Board,
        ["uptime_ns"] = _session.Info.UptimeNanoseconds,
        ["guests"] = new JsonArray([.. Guests.Select(guest => (JsonNode)Json(guest))]),
        ["line"] = TargetInfoView.Json(Counters),
    };

    private JsonObject Json(GuestEntry guest)
    {
        GuestTelemetry telemetry = Telemetry(guest);
        JsonObject json = GuestTable.Json(guest);
        json["fuel_per_run"] = FuelPerRun(guest);
        json["fuel_peak"] = telemetry.FuelPeak;
        json["response_ns_peak"] = telemetry.ResponseNanosecondsPeak;
        json["events_lost"] = telemetry.EventsLost;
        return json;
    }

    private void Subscribe() => _session.Tell(MessageType.Subscribe, _subscription);
}
