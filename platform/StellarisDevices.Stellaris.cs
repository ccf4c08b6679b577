using System.Diagnostics.CodeAnalysis;

namespace Nf.Platform;

/// <summary>The devices of the LM3S6965 evaluation board. They are real, so only a rig can set what they measure.</summary>
public struct StellarisDevices : IDevices
{
    private StellarisGpio _gpio;
    private FaultyI2cBus<StellarisI2c> _i2c;
    private SysTick _timer;
    private bool _isTimerRunning;

    /// <summary>The pins.</summary>
    [UnscopedRef]
    public ref StellarisGpio Gpio => ref _gpio;

    /// <summary>The I2C bus.</summary>
    [UnscopedRef]
    public ref FaultyI2cBus<StellarisI2c> I2c => ref _i2c;

    /// <inheritdoc/>
    public Status Initialize()
    {
        this = default;
        _i2c.Bus.Initialize();
        return Status.Ok;
    }

    /// <summary>Absent I2C devices need no rig; temperatures and levels do.</summary>
    /// <inheritdoc cref="IDevices.Prepare"/>
    public readonly Status Prepare(in ScenarioEvent scenarioEvent, bool isFromOutside)
    {
        if (scenarioEvent.Kind == ScenarioEventKind.PinLevel && scenarioEvent.Target >= StellarisGpio.PinCount)
            return Status.PinNotFound;
        bool needsRig = scenarioEvent.Kind is ScenarioEventKind.Temperature or ScenarioEventKind.PinLevel;
        return needsRig && !isFromOutside ? Status.NotSupported : Status.Ok;
    }

    /// <inheritdoc/>
    public Status Apply(in ScenarioEvent scenarioEvent) => scenarioEvent.Kind switch
    {
        ScenarioEventKind.I2cAbsent => _i2c.SetPresent(scenarioEvent.Target, false),
        ScenarioEventKind.I2cPresent => _i2c.SetPresent(scenarioEvent.Target, true),
        _ => Status.Ok,
    };

    /// <summary>Waits for the system timer; tick 0 begins at once.</summary>
    /// <inheritdoc cref="IDevices.WaitForTick"/>
    public Status WaitForTick(ulong tick, ulong periodNanoseconds)
    {
        if (_isTimerRunning)
            return _timer.WaitForEnd();
        _isTimerRunning = true;
        return _timer.Start(StellarisSystem.CoreClockKilohertz, periodNanoseconds);
    }
}
