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
    private const double InstructionsAim = 7;
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
            new("instructions-cortex-m7", "instructions of the interpreter on a Cortex-M7, beside ahead of time; both with fuel and depth",
                Image(KernelBoard.CortexM7, EngineCatalog.Interpreter)?.Beside(Image(KernelBoard.CortexM7, EngineCatalog.Explicit)),
                InstructionsAim, IsLeast: true),
        }.Where(aim => aim.Value != null),
    ];

    private BoardFigures? Image(string board, string engine) => Boards.FirstOrDefault(image => image.Board == board && image.Engine == engine);
}
