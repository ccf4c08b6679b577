using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Nf.Emulation;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Fuzz;
using Nf.Target;

namespace Nf.Rig;

/// <summary>
/// A target that runs already, at the other end of a line: a board, a daemon. Its time is its own; its devices are real, unless it says that it
/// simulates them.
/// </summary>
internal sealed class LineTarget : IRigTarget
{
    private static readonly TimeSpan s_restartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_restartPause = TimeSpan.FromMilliseconds(50);

    private readonly TargetAddress _address;
    private readonly SimulatedDevicesControl _devices = new();
    private readonly RigLines _lines;
    private NoisyLine? _line;
    private TargetSession? _session;
    private bool _isSimulated;

    private LineTarget(string name, RigSetup setup)
    {
        Name = name;
        _lines = new RigLines(setup.File);
        _address = TargetAddress.Parse(name);
    }

    /// <summary>These kinds of targets.</summary>
    public static IReadOnlyList<RigTargetKind> Kinds { get; } =
    [
        .. new[] { "serial:DEVICE", "unix:PATH", "tcp:127.0.0.1:PORT" }.Select(form => new RigTargetKind(
            form, [], (_, need) => WhyNot(need.Ability, isSimulated: false), (name, setup) => new LineTarget(name, setup))),
    ];

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public TargetSession Session => _session ?? throw new NfException(Status.SessionEnded, $"{Name}: it is not connected.");

    /// <inheritdoc/>
    public bool IsStepped => false;

    /// <inheritdoc/>
    public string? WhyNot(RigAbility ability, RigWire? wire = null) => !_isSimulated && ability is RigAbility.DrivePin or RigAbility.ReadPin
        ? _lines.WhyNot(wire!)
        : WhyNot(ability, _isSimulated);

    /// <inheritdoc/>
    public void TurnOn()
    {
        _line = new NoisyLine(TargetLines.Open(_address), new FuzzRandom(0));
        _session = TargetSession.Open(Name, _line);
        _isSimulated = _session.TryAsk(MessageType.Pin, default(PinQuery), out PinLevel _) != Status.NotSupported;
    }

    /// <inheritdoc/>
    public void SetTemperature(RigWire wire, int? milliCelsius) =>
        _devices.SetTemperature(Session, (byte)wire.Number, milliCelsius);

    /// <inheritdoc/>
    public void DrivePin(RigWire wire, bool isHigh)
    {
        if (_isSimulated)
            _devices.DrivePin(Session, (byte)wire.Number, isHigh);
        else
            _lines.Drive(wire, isHigh);
    }

    /// <inheritdoc/>
    public bool ReadPin(RigWire wire) =>
        _isSimulated ? SimulatedDevicesControl.ReadPin(Session, (byte)wire.Number) : _lines.Read(wire);

    /// <inheritdoc/>
    public byte[] TakePicture() => SimulatedDevicesControl.TakePicture(Session);

    /// <inheritdoc/>
    public void CutPower(Action<Stream>? whileOff = null) => throw Lacks(RigAbility.CutPower);

    /// <inheritdoc/>
    public bool TryArmPowerCut(double part) => false;

    /// <inheritdoc/>
    public void Reboot()
    {
        ulong before = Session.Info.UptimeNanoseconds;
        Session.Tell(MessageType.Reset, default(EmptyMessage));
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < s_restartLimit; Thread.Sleep(s_restartPause))
        {
            try
            {
                Session.Refresh();
                if (Session.Info.UptimeNanoseconds < before)
                    return;
            }
            catch (NfException)
            {
                // It is not there again yet.
            }
        }
        throw new NfException(Status.TimedOut, $"{Name}: it did not come back after its restart.");
    }

    /// <inheritdoc/>
    public void Hang() => throw Lacks(RigAbility.Hang);

    /// <inheritdoc/>
    public void DisturbLine(LineFaults faults) => faults.ApplyTo(_line!);

    /// <inheritdoc/>
    public void Dispose() => _session?.Dispose();

    private static string? WhyNot(RigAbility ability, bool isSimulated) => ability switch
    {
        RigAbility.SetTemperature or RigAbility.TakeSensorAway when !isSimulated => "its sensor is real: its temperature has to be set by hand",
        RigAbility.DrivePin or RigAbility.ReadPin when !isSimulated => "its pins are real: `pins` of the rig has to join this machine to them",
        RigAbility.CutPower => "this machine does not switch its power",
        RigAbility.CorruptMedium => "its medium is out of reach",
        RigAbility.TakePicture when !isSimulated => "its display is out of sight",
        RigAbility.Hang => "its processor can't be made to hang from outside",
        _ => null,
    };

    private NfException Lacks(RigAbility ability) => new(Status.NotSupported, $"{Name}: {WhyNot(ability)}.");
}
