using System;
using System.Collections.Generic;
using System.IO;
using Nf.Build;
using Nf.Errors;

namespace Nf.Emulation;

/// <summary>The emulator's plugin that cuts the power (cut.c), built when its source is newer.</summary>
public static class CutPlugin
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(1);

    // What every byte to or from a medium is a store to: SSIDR of SSI0, I2CMCS of I2C0 (LM3S6965 data sheet, chapters 14 and 15).
    private static readonly Dictionary<(string Board, string Medium), uint> s_registers = new()
    {
        [("lm3s6965evb", "nor")] = 0x40008008,
        [("lm3s6965evb", "sd")] = 0x40008008,
        [("lm3s6965evb", "eeprom")] = 0x40020004,
    };

    /// <summary>Whether it is known how a board reaches its medium.</summary>
    public static bool Knows(BoardDescription board)
    {
        ArgumentNullException.ThrowIfNull(board);
        return s_registers.ContainsKey((board.Name, board.StoreMedium));
    }

    /// <summary>The emulator's argument that loads the plugin.</summary>
    /// <param name="board">The board, with the medium whose stores are counted.</param>
    /// <param name="counter">The file by which the plugin is watched and told when to cut.</param>
    /// <exception cref="NfException">NotSupported: it is not known how this board reaches its medium.</exception>
    public static string Argument(BoardDescription board, string counter) =>
        $"{EmulatorLine.Escape(Library)},register={Register(board)},control={EmulatorLine.Escape(counter)}";

    /// <summary>Builds it, if need be.</summary>
    /// <exception cref="NfException">ToolMissing, or BuildFailed.</exception>
    public static void Build()
    {
        string source = Repository.PathOf("tools", "Nf.Emulation", "powercut", "cut.c");
        if (File.GetLastWriteTimeUtc(Library) > File.GetLastWriteTimeUtc(source))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Library)!);
        // Of its own first: who builds at the same time shall not load half of it.
        string made = $"{Library}.{Environment.ProcessId}";
        List<string> errors = [];
        string[] arguments = ["-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-fvisibility=hidden", source, "-o", made];
        if (ChildProcess.Run("gcc", arguments, s_limit, _ => { }, errors.Add) != 0)
            throw new NfException(Status.BuildFailed, $"The emulator's plugin does not build: {(errors.Count == 0 ? "no reason given" : errors[0])}.");
        File.Move(made, Library, overwrite: true);
    }

    /// <summary>The file, which is to be preloaded as well: so it gets at writes.</summary>
    public static string Library => Repository.PathOf("build", "powercut", "cut.so");

    private static uint Register(BoardDescription board) => s_registers.TryGetValue((board.Name, board.StoreMedium), out uint register)
        ? register
        : throw new NfException(Status.NotSupported, $"{board.Name}: it is not known by which register it reaches its medium '{board.StoreMedium}'.");
}
