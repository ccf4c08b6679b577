using System.Diagnostics.CodeAnalysis;

namespace Nf.Platform;

/// <summary>The simulated board: 64 pins, and a TMP105 at 0x48 on an I2C bus. It has no time of its own: a tick begins at once.</summary>
public struct SimulatedDevices : IDevices
{
    /// <summary>The address of the sensor that is always there.</summary>
    public const int SensorAddress = 0x48;

    private SimulatedGpio _gpio;
    private FaultyI2cBus<SimulatedI2cBus> _i2c;

    /// <summary>The pins.</summary>
    [UnscopedRef]
    public ref SimulatedGpio Gpio => ref _gpio;

    /// <summary>The I2C bus.</summary>
    [UnscopedRef]
    public ref FaultyI2cBus<SimulatedI2cBus> I2c => ref _i2c;

    /// <inheritdoc/>
    public Status Initialize()
    {
        this = default;
        return SimulatedStimuli.Initialize(ref _i2c);
    }

    /// <inheritdoc/>
    public Status Prepare(in ScenarioEvent scenarioEvent, bool isFromOutside) => SimulatedStimuli.Prepare(in scenarioEvent, ref _i2c);

    /// <inheritdoc/>
    public Status Apply(in ScenarioEvent scenarioEvent) => SimulatedStimuli.Apply(in scenarioEvent, ref _gpio, ref _i2c);

    /// <inheritdoc/>
    public readonly Status WaitForTick(ulong tick, ulong periodNanoseconds) => Status.Ok;
}
