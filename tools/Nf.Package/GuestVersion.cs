using System.Globalization;
using System.Linq;

namespace Nf.Package;

/// <summary>A guest's version.</summary>
/// <param name="Major">First number.</param>
/// <param name="Minor">Second number.</param>
/// <param name="Patch">Third number.</param>
public readonly record struct GuestVersion(ushort Major, ushort Minor, ushort Patch)
{
    /// <summary>Reads "1.2.3": three numbers of at most 65535.</summary>
    public static bool TryParse(string text, out GuestVersion version)
    {
        version = default;
        if (text?.Split('.') is not { Length: 3 } parts)
            return false;
        ushort[] numbers = [.. parts.Select(Number).OfType<ushort>()];
        if (numbers.Length != parts.Length)
            return false;
        version = new GuestVersion(numbers[0], numbers[1], numbers[2]);
        return true;
    }

    private static ushort? Number(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number) ? number : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Major}.{Minor}.{Patch}";
}
