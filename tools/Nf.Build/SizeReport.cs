using System.Collections.Generic;
using System.Linq;

namespace Nf.Build;

/// <summary>Where the bytes of an image went. The rows add up to the totals, and the totals are the sums of the image's own sections.</summary>
/// <param name="Rows">The components, the largest first.</param>
/// <param name="FlashBytes">All sections that the image file fills: code, constants, first values of data.</param>
/// <param name="RamStaticBytes">All sections that the program writes to, the stack included.</param>
/// <param name="RamGuestBytes">Of them what is left to a guest: linear memory and engine arena. 0 in an image without them.</param>
public sealed record SizeReport(IReadOnlyList<SizeRow> Rows, long FlashBytes, long RamStaticBytes, long RamGuestBytes)
{
    /// <summary>The component of the packages that the image brings along.</summary>
    public const string PackageComponent = "guest package";

    /// <summary>Bytes of the packages that the image brings along.</summary>
    public long PackageBytes => Rows.Where(row => row.Component == PackageComponent).Sum(row => row.FlashBytes);
}
