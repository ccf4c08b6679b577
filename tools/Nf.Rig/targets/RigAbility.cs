namespace Nf.Rig;

/// <summary>What a step may need, and not every target has.</summary>
public enum RigAbility
{
    /// <summary>The rig says what a sensor measures.</summary>
    SetTemperature,

    /// <summary>A sensor can be taken off the bus, and put there again.</summary>
    TakeSensorAway,

    /// <summary>The rig drives an input pin.</summary>
    DrivePin,

    /// <summary>The rig sees the level of a pin.</summary>
    ReadPin,

    /// <summary>The power can be cut, and comes again.</summary>
    CutPower,

    /// <summary>The target can be restarted.</summary>
    Reboot,

    /// <summary>Bytes of the store's medium can be changed while the power is off.</summary>
    CorruptMedium,

    /// <summary>Bytes on the control line can be lost and changed.</summary>
    DisturbLine,

    /// <summary>A picture of the display can be taken.</summary>
    TakePicture,

    /// <summary>The target's processor can be made to hang, and a watchdog restarts it.</summary>
    Hang,

    /// <summary>Packages can be loaded: the target has a module store.</summary>
    LoadPackage,
}
