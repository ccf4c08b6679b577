using System;
using System.Collections.Generic;
using System.Linq;
using Nf.FirmwareHost;
using Nf.Memory;
using Nf.Target;

namespace Nf.Rig;

/// <summary>Keeps what there is to see of a run: values over time, the log, pictures, measurements.</summary>
internal sealed class RigRecorder(RigFile file, IRigTarget target, RigClock clock)
{
    private const string Memory = "memory";
    private const double Thousandths = 1000;

    private readonly Dictionary<string, (string Unit, List<RigPoint> Points)> _series = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _set = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> _fuel = new(StringComparer.Ordinal);

    public List<RigLogLine> Log { get; } = [];

    public List<RigPicture> Pictures { get; } = [];

    public List<RigMeasurement> Measurements { get; } = [];

    public IReadOnlyList<RigSeries> Series => [.. _series.Select(pair => new RigSeries(pair.Key, pair.Value.Unit, pair.Value.Points))];

    /// <summary>Remembers what a wire was set to.</summary>
    public void Set(RigSetting setting)
    {
        if (setting.Value is { } value)
            _set[setting.Wire.Name] = value;
        else
            _set.Remove(setting.Wire.Name);
    }

    /// <summary>Takes down how everything is now.</summary>
    public void Sample()
    {
        foreach (RigWire wire in file.Wiring.Values)
            SampleWire(wire);
        foreach (GuestEntry guest in target.Session.Guests().Where(guest => !guest.IsEmpty))
        {
            string name = $"fuel {guest.Name}";
            ulong before = _fuel.GetValueOrDefault(name);
            Add(name, RigSeries.FuelUnits, guest.Info.Fuel >= before ? guest.Info.Fuel - before : guest.Info.Fuel);
            _fuel[name] = guest.Info.Fuel;
            Add($"{Memory} {guest.Name}", RigSeries.Bytes, guest.Info.MemoryBytes);
        }
        BudgetQuery query = new() { Crate = (byte)CrateId.Guest };
        Status status = target.Session.TryAsk(MessageType.Budget, query, out BudgetInfo budget);
        // The simulation's memory is this machine's, and not counted.
        if (status == Status.Ok && budget.RemainingBytes < budget.LimitBytes)
            Add($"{Memory} of all guests", RigSeries.Bytes, budget.LimitBytes - budget.RemainingBytes);
    }

    /// <summary>Takes a line that the target streams.</summary>
    public void Take(GuestLog log) => Log.Add(new RigLogLine(
        clock.SecondsOf(log.Entry.UptimeNanoseconds), log.Entry.Place, log.Entry.Level.ToString().ToLowerInvariant(), log.Text));

    private void SampleWire(RigWire wire)
    {
        switch (wire.Kind)
        {
            case RigWireKind.Sensor when _set.TryGetValue(wire.Name, out int milliCelsius):
                Add(wire.Name, RigSeries.Celsius, milliCelsius / Thousandths);
                break;
            case RigWireKind.Pin when target.WhyNot(RigAbility.ReadPin, wire) == null:
                Add(wire.Name, RigSeries.Level, target.ReadPin(wire) ? 1 : 0);
                break;
            case RigWireKind.Pin when _set.TryGetValue(wire.Name, out int level):
                Add(wire.Name, RigSeries.Level, level);
                break;
        }
    }

    private void Add(string name, string unit, double value)
    {
        if (!_series.TryGetValue(name, out (string Unit, List<RigPoint> Points) series))
            _series[name] = series = (unit, []);
        series.Points.Add(new RigPoint(clock.Seconds, value));
    }
}
