using System;
using System.Globalization;

namespace Nf.Simulator;

/// <summary>A reference, for people: what the host calls it, a function's index, or null.</summary>
/// <param name="Cell">Its cell: that number and 1, or 0 for null.</param>
public readonly record struct ReferenceNumber(ulong Cell) : IFormattable
{
    /// <summary>The word for the reference to nothing.</summary>
    public const string Null = "null";

    /// <summary>Reads "null" or a number.</summary>
    public static bool TryParse(string text, out ReferenceNumber reference)
    {
        bool isNumber = uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) && number != uint.MaxValue;
        reference = new ReferenceNumber(isNumber ? number + 1ul : 0);
        return isNumber || text == Null;
    }

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        Cell == 0 ? Null : (Cell - 1).ToString(format, formatProvider);
}
