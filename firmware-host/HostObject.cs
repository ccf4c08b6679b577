using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>An object that a guest opened: a name for something that the host has anyway, so that releasing it gives nothing back. 8
/// bytes.</summary>
public struct HostObject : ISlotObject
{
    /// <summary>Its kind.</summary>
    public HostObjectKind Kind;

    /// <summary>The pin, or the 7-bit address of the device; 0 for the configuration.</summary>
    public int Number;

    /// <inheritdoc/>
    public readonly void Release()
    {
    }
}
