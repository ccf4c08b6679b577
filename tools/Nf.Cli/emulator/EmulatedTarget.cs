using Nf.Build;
using Nf.Errors;
using Nf.Target;

namespace Nf.Cli;

/// <summary>`--target emu:BOARD`: the emulator of a board, started when it does not run.</summary>
internal static class EmulatedTarget
{
    private const string HostProgram = "host";

    /// <summary>The way to the control line of a board's emulator.</summary>
    /// <exception cref="NfException">There is no such board, or its emulator does not start.</exception>
    public static TargetAddress Attach(Terminal terminal, string boardName)
    {
        EmulatorState? state = EmulatorState.Find(boardName);
        if (state == null)
        {
            BoardDescription board = Board(boardName);
            string image = BuildImage(terminal, board);
            terminal.Progress($"{boardName}: starting the emulator; `nf emu stop {boardName}` ends it");
            state = EmulatorLaunch.Start(board, image, EmulatedStore.Of(board, null), isFresh: false, isFast: false);
        }
        return new TargetAddress(TargetKind.Unix, state.Uart);
    }

    /// <summary>A board that is emulated as a whole.</summary>
    /// <exception cref="NfException">BoardNotFound, or NotSupported for one of Linux.</exception>
    public static BoardDescription Board(string name)
    {
        BoardDescription board = BoardReader.Read(name);
        return board.IsCortexM ? board : throw new NfException(Status.NotSupported,
            $"{name} is a system, not a board: start its daemon, and use its socket as --target unix:PATH.");
    }

    /// <summary>The emulator of a board, which has to run.</summary>
    /// <exception cref="NfException">NotFound.</exception>
    public static EmulatorState Running(string boardName) => EmulatorState.Find(Board(boardName).Name)
        ?? throw new NfException(Status.NotFound, $"No emulator of {boardName} runs; `nf emu start {boardName}` starts one.");

    /// <summary>Builds the image of the program that supervises guests.</summary>
    /// <exception cref="NfException">BuildFailed.</exception>
    public static string BuildImage(Terminal terminal, BoardDescription board)
    {
        BuildResult build = FirmwareBuilder.Build(new BuildRequest { Board = board.Name, Program = HostProgram, Progress = terminal.Progress });
        return build.Status == Status.Ok ? build.ImagePath : throw new NfException(build.Status, build.Message);
    }
}
