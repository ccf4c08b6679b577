using Nf.Build;
using Nf.Emulation;
using Nf.Errors;
using Nf.Target;

namespace Nf.Cli;

/// <summary>`--target emu:BOARD`: the emulator of a board, started when it does not run.</summary>
internal static class EmulatedTarget
{
    /// <summary>The way to the control line of a board's emulator.</summary>
    /// <exception cref="NfException">There is no such board, or its emulator does not start.</exception>
    public static TargetAddress Attach(Terminal terminal, string boardName)
    {
        EmulatorState? state = EmulatorState.Find(boardName);
        if (state == null)
        {
            BoardDescription board = Board(boardName, null);
            string image = HostImage.Build(terminal.Progress, board, []);
            terminal.Progress($"{boardName}: starting the emulator; `nf emu stop {boardName}` ends it");
            state = EmulatorLaunch.Start(board, image, isFresh: false, isFast: false);
        }
        return new TargetAddress(TargetKind.Unix, state.Uart);
    }

    /// <summary>A board that is emulated as a whole.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="store">The medium of its module store; null for the board's own.</param>
    /// <exception cref="NfException">BoardNotFound, BoardInvalid for the medium, or NotSupported for a board of Linux.</exception>
    public static BoardDescription Board(string name, string? store)
    {
        BoardDescription board = BoardReader.Read(name).WithStore(store);
        return board.IsCortexM ? board : throw new NfException(Status.NotSupported,
            $"{name} is a system, not a board: start its daemon, and use its socket as --target unix:PATH.");
    }

    /// <summary>The emulator of a board, which has to run.</summary>
    /// <exception cref="NfException">NotFound.</exception>
    public static EmulatorState Running(string boardName) => EmulatorState.Find(Board(boardName, null).Name)
        ?? throw new NfException(Status.NotFound, $"No emulator of {boardName} runs; `nf emu start {boardName}` starts one.");
}
