namespace Nf.FirmwareHost;

/// <summary>Where a store lies on its medium. 12 bytes.</summary>
public struct StoreOptions
{
    /// <summary>How often an unconfirmed module is booted when nothing else is said.</summary>
    public const byte BootsMaxDefault = 3;

    /// <summary>The highest value of <see cref="BootsMax"/>.</summary>
    public const byte BootsMaxMax = 254;

    /// <summary>First byte of the store: a multiple of the medium's unit.</summary>
    public uint Address;

    /// <summary>Bytes of each of the two slots, header included: a multiple of the medium's unit.</summary>
    public uint SlotBytes;

    /// <summary>How often an activated module is booted without being confirmed before the one before it comes back: 1 to 254.</summary>
    public byte BootsMax;
}
