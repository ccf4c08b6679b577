namespace Nf.Runtime;

/// <summary>Ranges of a guest's memory.</summary>
internal static class GuestRange
{
    /// <summary>Whether two ranges have a byte in common.</summary>
    public static bool Overlap(uint first, uint firstBytes, uint second, uint secondBytes) =>
        (ulong)first < (ulong)second + secondBytes && (ulong)second < (ulong)first + firstBytes;
}
