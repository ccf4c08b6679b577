using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.FirmwareHost;

namespace Nf.Simulator.Tests;

/// <summary>The thermostat decides the same at the same ticks, wherever it runs.</summary>
[TestClass]
public sealed class SameDecisionsTests
{
    private const int Ticks = 150;
    private const int TickMilliseconds = 100;

    // A day of a badly insulated room in fifteen seconds, with noise: both thresholds are crossed several times.
    private static int MilliCelsius(int tick)
    {
        int phase = tick % 60;
        int slope = phase < 30 ? phase : 60 - phase;
        return 17_000 + (slope * 220) + (tick * 7919 % 13 * 60);
    }

    private static (string Digest, ulong Ticks, ulong Lines) Run(string target)
    {
        using SteppedRig rig = new(target, MilliCelsius(0), "thermostat");
        // However late after its start the target could be held.
        rig.Session.Tell(MessageType.Restart, new GuestPlace { Place = 0 });
        for (int tick = 0; tick < Ticks; tick++)
        {
            rig.Target.SetTemperature(SteppedRig.Sensor, MilliCelsius(tick));
            rig.Pass(TickMilliseconds);
        }
        return rig.Decisions();
    }

    [TestMethod]
    [DataRow("linux-x64")]
    [DataRow("linux-arm64")]
    [DataRow("emu:lm3s6965evb")]
    public void As_in_the_simulation(string target)
    {
        (string Digest, ulong Ticks, ulong Lines) expected = Run("sim");
        Assert.IsGreaterThan((ulong)Ticks, expected.Lines);
        Assert.AreEqual(expected, Run(target));
    }
}
