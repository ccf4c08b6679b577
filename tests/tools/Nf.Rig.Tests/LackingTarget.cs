using System;
using System.IO;
using Nf.Target;

namespace Nf.Rig.Tests;

/// <summary>A target that lacks an ability of another one.</summary>
internal sealed class LackingTarget(IRigTarget inner, RigAbility lacking) : IRigTarget
{
    public const string Reason = "it was taken away";

    public string Name => inner.Name;

    public TargetSession Session => inner.Session;

    public bool IsStepped => inner.IsStepped;

    public string? WhyNot(RigAbility ability, RigWire? wire = null) => ability == lacking ? Reason : inner.WhyNot(ability, wire);

    public void TurnOn() => inner.TurnOn();

    public void SetTemperature(RigWire wire, int? milliCelsius) => inner.SetTemperature(wire, milliCelsius);

    public void DrivePin(RigWire wire, bool isHigh) => inner.DrivePin(wire, isHigh);

    public bool ReadPin(RigWire wire) => inner.ReadPin(wire);

    public byte[] TakePicture() => inner.TakePicture();

    public void CutPower(Action<Stream>? whileOff = null) => inner.CutPower(whileOff);

    public bool TryArmPowerCut(double part) => inner.TryArmPowerCut(part);

    public void Reboot() => inner.Reboot();

    public void Hang() => inner.Hang();

    public void DisturbLine(LineFaults faults) => inner.DisturbLine(faults);

    public void Dispose() => inner.Dispose();
}
