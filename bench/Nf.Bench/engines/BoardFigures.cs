using System.Collections.Generic;
using System.Linq;

namespace Nf.Bench;

/// <summary>An image of the kernels on an emulated board.</summary>
/// <param name="Board">The board.</param>
/// <param name="Engine">The engine in the image, as in <see cref="EngineCatalog"/>.</param>
/// <param name="FlashBytes">The whole image.</param>
/// <param name="ArenaBytes">What the engine took of its arena: compiled code, tables, the guest's value stack.</param>
/// <param name="Message">Why there are no figures; empty when there are.</param>
/// <param name="Instructions">Of a round of each kernel, by name.</param>
internal sealed record BoardFigures(
    string Board, string Engine, long FlashBytes, long ArenaBytes, string Message, IReadOnlyDictionary<string, double> Instructions)
{
    /// <summary>How many times the instructions of another image this one takes: geometric mean of the kernels; null when one has none.</summary>
    public double? Beside(BoardFigures? other)
    {
        if (other is null || Message.Length > 0 || other.Message.Length > 0)
            return null;
        return Statistics.GeometricMean(Instructions.Select(kernel => kernel.Value / other.Instructions[kernel.Key]));
    }
}
