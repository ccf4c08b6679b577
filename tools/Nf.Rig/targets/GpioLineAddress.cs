using System;
using System.Globalization;

namespace Nf.Rig;

/// <summary>A line of a GPIO chip of this machine.</summary>
/// <param name="Chip">The chip's device, as /dev/gpiochip0.</param>
/// <param name="Line">The line's number.</param>
internal readonly record struct GpioLineAddress(string Chip, int Line)
{
    /// <summary>Reads "gpiochip0:17" or "/dev/gpiochip0:17".</summary>
    public static bool TryParse(string text, out GpioLineAddress address)
    {
        address = default;
        string[] parts = text.Split(':');
        if (parts is not [{ Length: > 0 } chip, var digits] || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int line))
            return false;
        bool isPath = chip.StartsWith("/dev/", StringComparison.Ordinal);
        if (!isPath && !chip.StartsWith("gpiochip", StringComparison.Ordinal))
            return false;
        address = new GpioLineAddress(isPath ? chip : "/dev/" + chip, line);
        return true;
    }
}
