using System.Diagnostics.CodeAnalysis;

namespace Nf.Platform;

/// <summary>The devices of a process on Linux: simulated ones, of which the machine's own can take the place.</summary>
public struct LinuxDevices : IDevices
{
    private LinuxBoardGpio _gpio;
    private LinuxBoardI2c _i2c;

    /// <summary>The pins.</summary>
    [UnscopedRef]
    public ref LinuxBoardGpio Gpio => ref _gpio;

    /// <summary>The I2C bus.</summary>
    [UnscopedRef]
    public ref LinuxBoardI2c I2c => ref _i2c;

    /// <inheritdoc/>
    public Status Initialize()
    {
        this = default;
        return SimulatedStimuli.Initialize(ref _i2c.Simulated);
    }

    /// <inheritdoc/>
    public Status Prepare(in ScenarioEvent scenarioEvent, bool isFromOutside) =>
        IsReal(in scenarioEvent) ? Status.NotSupported : SimulatedStimuli.Prepare(in scenarioEvent, ref _i2c.Simulated);

    /// <inheritdoc/>
    public Status Apply(in ScenarioEvent scenarioEvent) =>
        IsReal(in scenarioEvent) ? Status.NotSupported : SimulatedStimuli.Apply(in scenarioEvent, ref _gpio.Simulated, ref _i2c.Simulated);

    /// <inheritdoc/>
    public readonly Status WaitForTick(ulong tick, ulong periodNanoseconds) => Status.Ok;

    private bool IsReal(in ScenarioEvent scenarioEvent) =>
        scenarioEvent.Kind == ScenarioEventKind.PinLevel ? _gpio.Chip.IsOpen : _i2c.Bus.IsOpen;
}
