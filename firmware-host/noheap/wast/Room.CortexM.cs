namespace Nf.FirmwareHost;

/// <summary>The room that instances have.</summary>
internal static class Room
{
    /// <summary>Instances at a time: a board has room for its one guest.</summary>
    public const int SlotCount = 1;

    /// <summary>Linear memory of each, in bytes: the board's own.</summary>
    public const int MemoryBytes = BoardConstants.LinearMemoryBytes;
}
