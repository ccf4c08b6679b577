using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.Emulation;
using Nf.FirmwareHost;
using Nf.Package;
using Nf.Rig;
using Nf.Target;

namespace Nf.Simulator.Tests;

/// <summary>A target that is turned on, and whose time passes only when the test says so. Times are in milliseconds.</summary>
internal sealed class SteppedRig : IDisposable
{
    public static readonly RigWire Sensor = new("sensor", RigWireKind.Sensor, 0x48, "i2c:0x48", default);
    public static readonly RigWire Heater = new("heater", RigWireKind.Pin, 40, "gpio:PF0", default);
    public static readonly RigWire Button = new("button", RigWireKind.Pin, 35, "gpio:PE3", default);

    private const ulong Millisecond = 1_000_000;

    /// <param name="target">As on the command line.</param>
    /// <param name="milliCelsius">What the sensor measures from the start on.</param>
    /// <param name="guests">Examples by place.</param>
    public SteppedRig(string target, int milliCelsius, params string?[] guests)
    {
        RigFile file = new()
        {
            Path = "test.yaml",
            Digest = "",
            Name = "test",
            TickNanoseconds = 10 * Millisecond,
            Guests = [.. guests.Select(guest => guest == null ? null : Example(guest))],
            Wiring = new Dictionary<string, RigWire>(),
            RigPins = new Dictionary<string, string>(),
            Steps = [],
        };
        Target = RigTargets.KindOf(target).Open(target, new RigSetup(file, _ => { }));
        Target.TurnOn();
        Target.SetTemperature(Sensor, milliCelsius);
        if (Target.WhyNot(RigAbility.DrivePin, Button) == null)
            Target.DrivePin(Button, true);
        for (byte place = 0; place < guests.Length; place++)
        {
            if (guests[place] is { } guest)
                Install(guest, place);
        }
    }

    public IRigTarget Target { get; }

    public TargetSession Session => Target.Session;

    public bool IsHeating => Target.ReadPin(Heater);

    public static string Example(string name) => Repository.PathOf("examples", name);

    public void Pass(ulong milliseconds) => Session.Advance(milliseconds * Millisecond, isStepped: true);

    /// <summary>Sends an example as another version of itself.</summary>
    public void Upload(string guest, byte place, string version, Action<uint>? onProgress = null)
    {
        GuestFile file = GuestFile.Open(Example(guest));
        Assert.IsTrue(GuestVersion.TryParse(version, out GuestVersion parsed));
        PackageOptions options = GuestPackage.Options(file) with { Version = parsed };
        byte[] package = GuestPackage.Pack(file, options).Wasm;
        Session.Upload(PackageLoader.Plan(place, package, null), package, onProgress ?? (_ => { }));
    }

    public void Activate(byte place) => Session.Tell(MessageType.Activate, new GuestPlace { Place = place });

    private void Install(string guest, byte place)
    {
        GuestFile package = PackageLoader.Package(Session, Example(guest));
        Session.Upload(PackageLoader.Plan(place, package.Wasm, null), package.Wasm, _ => { });
        Activate(place);
        Session.Tell(MessageType.Confirm, new GuestPlace { Place = place });
    }

    public CrashRecord? Crash() =>
        Session.TryAsk(MessageType.Crash, default(EmptyMessage), out CrashRecord record) == Status.Ok ? record : null;

    /// <summary>What the guest in place 0 did since it was started.</summary>
    public (string Digest, ulong Ticks, ulong Lines) Decisions()
    {
        GuestTrace trace = Session.Ask<GuestPlace, GuestTrace>(MessageType.Trace, new GuestPlace { Place = 0 });
        return (Convert.ToHexStringLower(trace.Digest), trace.Ticks, trace.Lines);
    }

    public void Dispose() => Target.Dispose();
}
