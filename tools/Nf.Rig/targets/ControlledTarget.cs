using System;
using System.IO;
using Nf.Emulation;
using Nf.Errors;
using Nf.Fuzz;
using Nf.Target;

namespace Nf.Rig;

/// <summary>A target whose devices are simulated, and reached over its control line; its time is stepped.</summary>
/// <param name="name">The target, as on the command line.</param>
/// <param name="setup">What it is made for.</param>
internal abstract class ControlledTarget(string name, RigSetup setup) : IRigTarget
{
    private readonly SimulatedDevicesControl _devices = new();
    private NoisyLine? _line;
    private TargetSession? _session;
    private bool _isOn;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public TargetSession Session => _session ?? throw new NfException(Status.OutOfOrder, $"{name} is not turned on yet.");

    /// <inheritdoc/>
    public bool IsStepped => true;

    /// <summary>Told what takes long.</summary>
    protected Action<string> Progress => setup.Progress;

    /// <inheritdoc/>
    public abstract string? WhyNot(RigAbility ability, RigWire? wire = null);

    /// <inheritdoc/>
    public void TurnOn()
    {
        PowerOn();
        _line = new NoisyLine(OpenLine(), new FuzzRandom(0));
        _session = TargetSession.Open(name, _line);
        Begin();
    }

    /// <inheritdoc/>
    public void SetTemperature(RigWire wire, int? milliCelsius) =>
        _devices.SetTemperature(_isOn ? _session : null, (byte)wire.Number, milliCelsius);

    /// <inheritdoc/>
    public void DrivePin(RigWire wire, bool isHigh) => _devices.DrivePin(_isOn ? _session : null, (byte)wire.Number, isHigh);

    /// <inheritdoc/>
    public bool ReadPin(RigWire wire) => SimulatedDevicesControl.ReadPin(Session, (byte)wire.Number);

    /// <inheritdoc/>
    public byte[] TakePicture() => SimulatedDevicesControl.TakePicture(Session);

    /// <inheritdoc/>
    public void CutPower(Action<Stream>? whileOff = null)
    {
        _isOn = false;
        PowerOff();
        if (whileOff != null)
        {
            using Stream medium = OpenMedium();
            whileOff(medium);
        }
        PowerOn();
        Begin();
    }

    /// <inheritdoc/>
    public abstract bool TryArmPowerCut(double part);

    /// <inheritdoc/>
    public void Reboot()
    {
        _isOn = false;
        Restart();
        Begin();
    }

    /// <inheritdoc/>
    public void Hang() => throw new NfException(Status.NotSupported, $"{name}: {WhyNot(RigAbility.Hang)}.");

    /// <inheritdoc/>
    public void DisturbLine(LineFaults faults) => faults.ApplyTo(_line!);

    /// <inheritdoc/>
    public void Dispose()
    {
        _session?.Dispose();
        Release();
    }

    /// <summary>Turns the power on, and waits until the control line can be used.</summary>
    protected abstract void PowerOn();

    /// <summary>Turns the power off, in the middle of whatever happens.</summary>
    protected abstract void PowerOff();

    /// <summary>Restarts it, and waits until the control line can be used again.</summary>
    protected abstract void Restart();

    /// <summary>The control line; one holds over restarts and power cuts.</summary>
    protected abstract TargetLine OpenLine();

    /// <summary>The store's medium, while the power is off.</summary>
    protected abstract Stream OpenMedium();

    /// <summary>Ends it.</summary>
    protected abstract void Release();

    // Before a guest is called again, if that can be.
    private void Begin()
    {
        _isOn = true;
        Session.Advance(0, isStepped: true);
        _devices.Restore(Session);
    }
}
