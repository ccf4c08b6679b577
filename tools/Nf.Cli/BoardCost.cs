using System.Linq;
using Nf.Build;
using Nf.Emulation;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>What a module needs on one board, and whether the board has it.</summary>
/// <param name="Board">The board's name.</param>
/// <param name="MemoryBytes">The linear memory that the guest gets there.</param>
/// <param name="WhyNot">Why it can't run there; null when it should.</param>
internal sealed record BoardCost(string Board, long MemoryBytes, string? WhyNot)
{
    private const int PageBytes = 65536;

    public static BoardCost Of(BoardDescription board, ModuleDescription module, ModuleCost cost)
    {
        long wanted = (module.Memory?.Minimum ?? 0) * (long)PageBytes;
        long given = board.IsCortexM ? long.Min(wanted, board.LinearMemoryBytes) : wanted;
        return new BoardCost(board.Name, given, WhyNotOn(board, module, cost, wanted));
    }

    private static string? WhyNotOn(BoardDescription board, ModuleDescription module, ModuleCost cost, long memoryBytes)
    {
        if (cost.Refusal != null)
            return "refused";
        ModuleImport? foreign = module.Imports.FirstOrDefault(import =>
            board.IsCortexM && !ModuleDescription.BoardModules.Contains(import.Module));
        if (foreign != null)
            return $"the board has no {foreign.Module}";
        if (memoryBytes > board.Limits.WasmPagesMax * (long)PageBytes || (!board.IsCortexM && memoryBytes > board.LinearMemoryBytes))
            return "more memory than the board allows";
        GuestLimits limits = BoardGuest.Limits(board);
        return cost.EngineBytes + limits.Limits.StackBytes > limits.ArenaBytes ? "more engine arena than the board has, by estimate" : null;
    }
}
