using Nf.Build;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>What a board gives its guest, simulated.</summary>
internal static class BoardGuest
{
    /// <summary>The limits of a board. The engine's arena is the board's, though this machine's pointers are wider: what fits here fits there.</summary>
    /// <exception cref="BuildException">BoardNotFound or BoardInvalid.</exception>
    public static GuestLimits Limits(string name)
    {
        BoardDescription board = BoardReader.Read(name);
        return new GuestLimits(
            board.Arenas["engine"],
            (uint)board.LinearMemoryBytes,
            board.IsCortexM,
            (uint)board.Limits.WasmStackBytes,
            GuestLimits.Desktop.NativeStackBytes);
    }
}
