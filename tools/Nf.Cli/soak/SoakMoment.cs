using System.Collections.Generic;
using Nf.FirmwareHost;
using Nf.Target;

namespace Nf.Cli;

/// <summary>What a board said when it was asked for everything; its time went on meanwhile.</summary>
/// <param name="From">Seconds of the board when the questions began.</param>
/// <param name="To">Seconds of the board when they ended.</param>
/// <param name="Guests">All places.</param>
/// <param name="Memory">The memory that guests share out.</param>
/// <param name="Line">Counters of the control line.</param>
internal sealed record SoakMoment(double From, double To, IReadOnlyList<GuestEntry> Guests, BudgetInfo Memory, ControlCounters Line)
{
    public uint MemoryUsedBytes => Memory.LimitBytes - Memory.RemainingBytes;
}
