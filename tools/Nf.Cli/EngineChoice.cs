using Nf.Build;
using Nf.Errors;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>What runs a guest: what the command line says, else its package or nf.yaml beside it, else board.yaml.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Checks">With aot, how accesses are checked; null for the best that there is.</param>
internal sealed record EngineChoice(GuestEngine Engine, AheadChecks? Checks)
{
    /// <summary>Chooses.</summary>
    /// <param name="engine">From the command line.</param>
    /// <param name="checks">From the command line.</param>
    /// <param name="guest">Its file; nf.yaml is looked for beside it.</param>
    /// <param name="board">Null when there is none.</param>
    /// <exception cref="NfException">Usage: checks for the interpreter, or of a kind that the board does not have.</exception>
    public static EngineChoice Of(GuestEngine? engine, AheadChecks? checks, GuestFile guest, BoardDescription? board)
    {
        GuestEngine chosen = engine ?? GuestPackage.EngineOf(guest) ?? board?.Engine ?? GuestEngine.Interpreter;
        if (checks != null && chosen != GuestEngine.Aot)
            throw new NfException(Status.Usage, "--checks is about code compiled ahead of time: add --engine aot");
        return new EngineChoice(chosen, checks);
    }
}
