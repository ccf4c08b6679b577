using System.Collections.Generic;
using System.Linq;

namespace Nf.Bench;

/// <summary>All that `nf bench engines` found out.</summary>
/// <param name="Machine">Where.</param>
/// <param name="Comparison">The engines on this machine.</param>
/// <param name="Boards">The engines on emulated boards.</param>
internal sealed record EnginesReport(MachineDescription Machine, EngineComparison Comparison, IReadOnlyList<BoardFigures> Boards)
{
    private const double BesideV8Aim = 0.9;
    private const double AheadMeteringAim = 1.20;
    private const double InterpreterMeteringAim = 1.15;

    /// <summary>What the project wants of these figures; only what was measured.</summary>
    public IReadOnlyList<Aim> Aims =>
    [
        .. new Aim[]
        {
            new("ahead-beside-v8", "the speed of ahead of time with guard pages, beside V8's on the same package",
                Comparison.Beside(EngineCatalog.V8, EngineCatalog.Guard), BesideV8Aim, IsLeast: true),
            new("metering-ahead", "ahead of time with fuel and depth, beside without: guard pages",
                Comparison.Beside(EngineCatalog.Guard, EngineCatalog.GuardUnmetered), AheadMeteringAim, IsLeast: false),
            new("metering-ahead-explicit", "ahead of time with fuel and depth, beside without: accesses checked",
                Comparison.Beside(EngineCatalog.Explicit, EngineCatalog.ExplicitUnmetered), AheadMeteringAim, IsLeast: false),
            new("metering-interpreter", "the interpreter with fuel and depth, beside without",
                Comparison.Beside(EngineCatalog.Interpreter, EngineCatalog.InterpreterUnmetered), InterpreterMeteringAim, IsLeast: false),
        }.Where(aim => aim.Value != null),
    ];
}
