using Nf.Emulation;
using Nf.Fuzz;

namespace Nf.Rig;

/// <summary>What happens to bytes on a line.</summary>
/// <param name="Loss">The part of them that is lost, 0 to 1.</param>
/// <param name="Corruption">The part of them in which a bit is changed, 0 to 1.</param>
/// <param name="Seed">Which ones.</param>
public readonly record struct LineFaults(double Loss, double Corruption, ulong Seed)
{
    /// <summary>A line without faults.</summary>
    public static LineFaults None => default;

    /// <summary>Has them happen from now on.</summary>
    internal void ApplyTo(NoisyLine line)
    {
        (line.Loss, line.Corruption) = (Loss, Corruption);
        line.Random = new FuzzRandom(Seed);
    }
}
