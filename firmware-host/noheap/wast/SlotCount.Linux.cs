namespace Nf.FirmwareHost;

/// <summary>Instances at a time.</summary>
internal static class SlotCount
{
    /// <summary>As many as the specification's tests use at most, and some.</summary>
    public const int Value = 4;
}
