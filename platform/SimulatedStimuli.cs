namespace Nf.Platform;

/// <summary>What a scenario does to simulated devices, whoever has them.</summary>
internal static class SimulatedStimuli
{
    /// <summary>Puts the sensor that is always there on a bus. O(1), as the others.</summary>
    public static Status Initialize(ref FaultyI2cBus<SimulatedI2cBus> i2c) => i2c.Bus.AttachTmp105(SimulatedDevices.SensorAddress);

    /// <summary>
    /// Puts a sensor at each address for which the scenario has a temperature, up to <see cref="SimulatedI2cBus.SensorCountMax"/>.
    /// </summary>
    public static Status Prepare(in ScenarioEvent scenarioEvent, ref FaultyI2cBus<SimulatedI2cBus> i2c)
    {
        if (scenarioEvent.Kind != ScenarioEventKind.Temperature)
            return Status.Ok;
        Status status = i2c.Bus.AttachTmp105(scenarioEvent.Target);
        return status == Status.Busy ? Status.Ok : status;
    }

    /// <summary>Lets an event happen.</summary>
    /// <returns>Ok; what the device says; NotSupported.</returns>
    public static Status Apply(in ScenarioEvent scenarioEvent, ref SimulatedGpio gpio, ref FaultyI2cBus<SimulatedI2cBus> i2c) =>
        scenarioEvent.Kind switch
        {
            ScenarioEventKind.Temperature => i2c.Bus.SetTemperature(scenarioEvent.Target, scenarioEvent.Value),
            ScenarioEventKind.I2cAbsent => i2c.SetPresent(scenarioEvent.Target, false),
            ScenarioEventKind.I2cPresent => i2c.SetPresent(scenarioEvent.Target, true),
            ScenarioEventKind.PinLevel => gpio.Drive(scenarioEvent.Target, (PinValue)scenarioEvent.Value),
            _ => Status.NotSupported,
        };
}
