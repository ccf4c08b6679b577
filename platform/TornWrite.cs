namespace Nf.Platform;

/// <summary>What a power cut leaves of the page or erase block that was being written.</summary>
public enum TornWrite
{
    /// <summary>What was there before.</summary>
    Nothing = 0,

    /// <summary>All of the new bytes: the cut came before the device could say so.</summary>
    Whole = 1,

    /// <summary>New bytes up to a random place, old ones behind it.</summary>
    Prefix = 2,

    /// <summary>Each bit that had to change has or has not; in an EEPROM, which erases before it writes, some bytes read as erased.</summary>
    Mixed = 3,
}
