using System.Collections.Generic;
using System.Linq;

namespace Nf.Bench;

/// <summary>A board that instructions are counted on: its emulator runs the core at the board's clock, so that ticks are instructions.</summary>
/// <param name="Name">The board.</param>
/// <param name="Plain">The kernels that the interpreter has room for there, as the compiler made them.</param>
/// <param name="Package">They as a package.</param>
internal sealed record KernelBoard(string Name, string Plain, string Package)
{
    /// <summary>The Cortex-M7.</summary>
    public const string CortexM7 = "mps2-an500";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<KernelBoard> All { get; } =
    [
        new(CortexM7, KernelModules.Plain, KernelModules.Package),
        new("lm3s6965evb", KernelModules.SmallPlain, KernelModules.SmallPackage),
    ];

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => All.Select(board => board.Name);
}
