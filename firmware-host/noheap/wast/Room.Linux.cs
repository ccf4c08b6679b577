namespace Nf.FirmwareHost;

/// <summary>The room that instances have.</summary>
internal static class Room
{
    /// <summary>Instances at a time: the specification's tests use two, our own five.</summary>
    public const int SlotCount = 6;

    /// <summary>
    /// Linear memory of each, in bytes: the tests grow to 308 pages, more than a guest of the firmware gets. What the engine keeps beside
    /// the pages comes on top. It costs nothing until it is touched.
    /// </summary>
    public const int MemoryBytes = (512 * 65536) + 32;
}
