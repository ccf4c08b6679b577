using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>The version of the firmware host.</summary>
public static class FirmwareVersion
{
    /// <summary>Changes when something that worked does not any more.</summary>
    public const ushort Major = 0;

    /// <summary>Changes when there is something new.</summary>
    public const ushort Minor = 1;

    /// <summary>Changes when something is mended.</summary>
    public const ushort Patch = 0;

    /// <summary>Writes it: 0.1.0.</summary>
    /// <param name="text">Takes at most 17 bytes.</param>
    public static void Write(ref Utf8Writer text)
    {
        text.Decimal(Major);
        text.Byte((byte)'.');
        text.Decimal(Minor);
        text.Byte((byte)'.');
        text.Decimal(Patch);
    }
}
