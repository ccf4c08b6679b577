using System;
using System.Diagnostics.CodeAnalysis;

namespace Nf.Platform;

/// <summary>
/// The board that this build is for: its devices, its console, its time. One build has one board; the file <c>Board.X.cs</c> of that
/// build says of which types it consists. It is meant to live in static storage.
/// </summary>
public struct Board
{
    /// <summary>Length of a tick when there is no scenario, in nanoseconds: 100 ms.</summary>
    public const ulong DefaultPeriodNanoseconds = 100_000_000;

    private BoardDevices _devices;
    private BoardDisplay _display;
    private BoardConsole _console;
    private VirtualClock _clock;
    private ScenarioPlayer _player;
    private RigLink _rig;

    /// <summary>Pins that the board has: 0 to PinCount - 1.</summary>
    public static int PinCount => BoardGpio.PinCount;

    /// <summary>Columns of its display; 0 without one.</summary>
    public static int DisplayWidth => BoardDisplay.Width;

    /// <summary>Rows of its display; 0 without one.</summary>
    public static int DisplayHeight => BoardDisplay.Height;

    /// <summary>The pins.</summary>
    [UnscopedRef]
    public ref BoardGpio Gpio => ref _devices.Gpio;

    /// <summary>The I2C bus.</summary>
    [UnscopedRef]
    public ref BoardI2c I2c => ref _devices.I2c;

    /// <summary>The display.</summary>
    [UnscopedRef]
    public ref BoardDisplay Display => ref _display;

    /// <summary>The time that guests see: tick times period.</summary>
    [UnscopedRef]
    public ref VirtualClock Clock => ref _clock;

    /// <summary>The console.</summary>
    [UnscopedRef]
    public ref BoardConsole Console => ref _console;

    /// <summary>Length of a tick in nanoseconds.</summary>
    public readonly ulong PeriodNanoseconds => _clock.PeriodNanoseconds;

    /// <summary>The last tick of the run; <see cref="ulong.MaxValue"/> when it does not end.</summary>
    public ulong TickMax { get; private set; }

    /// <summary>Makes everything ready, without a scenario; the console is from the start. O(1).</summary>
    /// <returns><see cref="Status.Ok"/> or a failure of a device.</returns>
    public Status Initialize()
    {
        this = default;
        TickMax = ulong.MaxValue;
        Status status = _devices.Initialize();
        return status == Status.Ok ? _clock.Initialize(DefaultPeriodNanoseconds) : status;
    }

    /// <summary>Makes everything ready, and loads a scenario. O(events).</summary>
    /// <param name="scenario">
    /// The binary form of a <see cref="Scenario"/>, or nothing. The board keeps its address: it must stay where it is, unchanged, as long
    /// as the board is used. Flash, native memory and pinned arrays do.
    /// </param>
    /// <returns>
    /// <see cref="Status.Ok"/>, a failure of a device, of <see cref="Scenario.Parse"/> or of <see cref="IDevices.Prepare"/>.
    /// </returns>
    public Status Initialize(ReadOnlySpan<byte> scenario)
    {
        Status status = Initialize();
        return status == Status.Ok && scenario.Length != 0 ? LoadScenario(scenario) : status;
    }

    /// <summary>Begins a tick: waits for its time or for the rig, then lets the scenario's events of this tick happen.</summary>
    /// <param name="tick">The tick; the first is 0, and none comes before an earlier one.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>; a failure of <see cref="VirtualClock.BeginTick"/>; <see cref="Status.TimedOut"/> when the tick's time or
    /// the rig does not come; a failure of the console or of an event.
    /// </returns>
    public Status BeginTick(ulong tick)
    {
        Status status = _clock.BeginTick(tick);
        if (status != Status.Ok)
            return status;
        if (_rig.IsPresent)
            status = _rig.WaitForTick(tick, ref _console);
        else if (!_player.IsLoaded)
            status = _devices.WaitForTick(tick, PeriodNanoseconds);
        return status == Status.Ok ? _player.Play(tick, ref _devices) : status;
    }

    /// <summary>Lets something happen to a simulated device at once, outside any scenario. O(1).</summary>
    /// <param name="scenarioEvent">What; its tick does not matter.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>, a failure of <see cref="ScenarioEvent.Validate"/> or of <see cref="IDevices.Prepare"/>:
    /// <see cref="Status.NotSupported"/> where the device is real.
    /// </returns>
    public Status Stimulate(in ScenarioEvent scenarioEvent)
    {
        Status status = scenarioEvent.Validate();
        if (status == Status.Ok)
            status = _devices.Prepare(in scenarioEvent, isFromOutside: false);
        return status == Status.Ok ? _devices.Apply(in scenarioEvent) : status;
    }

    private Status LoadScenario(ReadOnlySpan<byte> blob)
    {
        Status status = _player.Load(blob, ref _devices);
        if (status != Status.Ok)
            return status;
        Scenario scenario = Scenario.Trusted(blob);
        _rig.IsPresent = scenario.IsFromOutside;
        if (scenario.TickCount != 0)
            TickMax = scenario.TickCount;
        return _clock.Initialize(scenario.PeriodNanoseconds);
    }
}
