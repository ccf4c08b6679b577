using System.Collections.Generic;
using System.Linq;

namespace Nf.Bench;

/// <summary>All that `nf bench engines` found out.</summary>
/// <param name="Machine">Where.</param>
/// <param name="Comparison">The engines on this machine.</param>
/// <param name="Boards">The engines on emulated boards.</param>
internal sealed record EnginesReport(MachineDescription Machine, EngineComparison Comparison, IReadOnlyList<BoardFigures> Boards)
{
    /// <summary>The most that counting may cost.</summary>
    private const double InterpreterMeteringAim = 1.15;

    /// <summary>What the project wants of these figures; only what was measured.</summary>
    public IReadOnlyList<Aim> Aims =>
    [
        .. new Aim[]
        {
            new("metering-interpreter", "the interpreter with fuel and depth, beside without",
                Comparison.Beside(EngineCatalog.Interpreter, EngineCatalog.InterpreterUnmetered), InterpreterMeteringAim, IsLeast: false),
        }.Where(aim => aim.Value != null),
    ];
}
