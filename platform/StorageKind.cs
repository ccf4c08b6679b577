namespace Nf.Platform;

/// <summary>What a storage device does to bytes that are written twice, and what a power cut leaves of a page.</summary>
public enum StorageKind
{
    /// <summary>NOR flash: programming clears bits, only an erase sets them; a cut leaves a page or an erase block in between.</summary>
    Nor = 0,

    /// <summary>SD card or disk: sectors are overwritten, and each is old or new after a cut.</summary>
    Sector = 1,

    /// <summary>EEPROM: pages are overwritten; a cut leaves a page in between.</summary>
    Byte = 2,
}
