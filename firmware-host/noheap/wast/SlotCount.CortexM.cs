namespace Nf.FirmwareHost;

/// <summary>Instances at a time.</summary>
internal static class SlotCount
{
    /// <summary>As many as a board has room for: its own guest is one.</summary>
    public const int Value = 1;
}
