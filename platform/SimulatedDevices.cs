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
        return _i2c.Bus.AttachTmp105(SensorAddress);
    }

    /// <summary>
    /// Puts a sensor at each address for which the scenario has a temperature, up to <see cref="SimulatedI2cBus.SensorCountMax"/>.
    /// </summary>
    /// <inheritdoc cref="IDevices.Prepare"/>
    public Status Prepare(in ScenarioEvent scenarioEvent, bool isFromOutside)
    {
        if (scenarioEvent.Kind != ScenarioEventKind.Temperature)
            return Status.Ok;
        Status status = _i2c.Bus.AttachTmp105(scenarioEvent.Target);
        return status == Status.Busy ? Status.Ok : status;
    }

    /// <inheritdoc/>
    public Status Apply(in ScenarioEvent scenarioEvent) => scenarioEvent.Kind switch
    {
        ScenarioEventKind.Temperature => _i2c.Bus.SetTemperature(scenarioEvent.Target, scenarioEvent.Value),
        ScenarioEventKind.I2cAbsent => _i2c.SetPresent(scenarioEvent.Target, false),
        ScenarioEventKind.I2cPresent => _i2c.SetPresent(scenarioEvent.Target, true),
        ScenarioEventKind.PinLevel => _gpio.Drive(scenarioEvent.Target, (PinValue)scenarioEvent.Value),
        _ => Status.NotSupported,
    };

    /// <inheritdoc/>
    public readonly Status WaitForTick(ulong tick, ulong periodNanoseconds) => Status.Ok;
}
