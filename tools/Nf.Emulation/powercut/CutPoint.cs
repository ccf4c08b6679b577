using System.Globalization;

namespace Nf.Emulation;

/// <summary>When the power fails in an update.</summary>
/// <param name="Store">At this store to the medium's register, from 1; 0: at a write.</param>
/// <param name="Write">In the middle of this write to the medium, from 1; 0: at a store.</param>
/// <param name="Part">How much of what the write changes is still written, in 65536ths.</param>
public readonly record struct CutPoint(long Store, long Write, int Part)
{
    /// <summary>What <see cref="Part"/> is a part of.</summary>
    public const int Whole = 1 << 16;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Store != 0 ? $"store {Store}" : $"write {Write} after {Part * 100 / Whole} %")}");
}
