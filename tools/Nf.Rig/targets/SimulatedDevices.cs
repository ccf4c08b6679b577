using Nf.FirmwareHost;
using Nf.Platform;
using Nf.Target;

namespace Nf.Rig;

/// <summary>The simulated devices of a target, over its control line.</summary>
internal static class SimulatedDevices
{
    /// <summary>Whether a target's devices are simulated.</summary>
    public static bool Are(TargetSession session) => session.TryAsk(MessageType.Pin, default(PinQuery), out PinLevel _) != Status.NotSupported;

    /// <summary>Says what a sensor measures.</summary>
    /// <param name="session">The target.</param>
    /// <param name="wire">The sensor.</param>
    /// <param name="milliCelsius">Thousandths of a degree; null: it does not answer any more.</param>
    public static void SetTemperature(TargetSession session, RigWire wire, int? milliCelsius) =>
        Happen(session, wire, milliCelsius == null ? ScenarioEventKind.I2cAbsent : ScenarioEventKind.Temperature, milliCelsius ?? 0);

    /// <summary>Drives an input.</summary>
    public static void DrivePin(TargetSession session, RigWire wire, bool isHigh) =>
        Happen(session, wire, ScenarioEventKind.PinLevel, isHigh ? 1 : 0);

    /// <summary>The level of a pin.</summary>
    public static bool ReadPin(TargetSession session, RigWire wire) =>
        session.Ask<PinQuery, PinLevel>(MessageType.Pin, new PinQuery { Pin = (byte)wire.Number }, wire.Name).IsHigh;

    private static void Happen(TargetSession session, RigWire wire, ScenarioEventKind kind, int value)
    {
        Stimulus stimulus = new() { Kind = (byte)kind, Target = (byte)wire.Number, Value = (uint)value };
        session.Tell(MessageType.Stimulus, stimulus, wire.Name);
    }
}
