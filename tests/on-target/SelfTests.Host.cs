namespace Nf.OnTarget;

public static unsafe partial class SelfTests
{
    static partial void RunHost<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        HostFunctionSelfTests.Run(ref report);
        RingSelfTests.Run(ref report);
        CapabilitySelfTests.Run(ref report);
        Run("firmware.sha256-vectors"u8, &FirmwareSelfTests.Sha256Vectors, ref report);
        Run("firmware.temperature-sensor"u8, &FirmwareSelfTests.TemperatureSensor, ref report);
        Run("firmware.pin-names"u8, &FirmwareSelfTests.PinNames, ref report);
    }
}
