namespace Nf.FirmwareHost;

/// <summary>What a guest can open. The numbers are those that guests pass, and the kinds of handles.</summary>
public enum HostObjectKind
{
    /// <summary>No kind; a call that takes a handle of any.</summary>
    Any = 0,

    /// <summary>A digital pin, by its name: "PF0".</summary>
    Pin = 1,

    /// <summary>A device on the I2C bus, by its address: "0x48".</summary>
    I2cDevice = 2,

    /// <summary>What this guest was given: "guest".</summary>
    Configuration = 3,
}
