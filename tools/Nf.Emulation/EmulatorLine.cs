using System;
using System.Collections.Generic;
using Nf.Build;

namespace Nf.Emulation;

/// <summary>The command line of a board's emulator whose console, monitor and medium are others' business.</summary>
public static class EmulatorLine
{
    /// <summary>What every emulator of a board is started with. It waits for <see cref="Begin"/>.</summary>
    /// <param name="board">The board, with the medium of its store.</param>
    /// <param name="image">Its image.</param>
    /// <param name="medium">The medium's file.</param>
    /// <param name="time">How its time passes.</param>
    public static IReadOnlyList<string> Arguments(BoardDescription board, string image, string medium, EmulatorTime time)
    {
        List<string> arguments = [];
        IReadOnlyList<string> given = board.Emulator.For(image).Arguments;
        for (int i = 0; i < given.Count; i++)
        {
            // board.yaml has these for a run in the foreground, to its end.
            if (given[i] is "-serial" or "-monitor" or "-icount")
                i++;
            else if (given[i] != "-nographic")
                arguments.Add(given[i]);
        }
        arguments.AddRange(["-display", "none", "-monitor", "none", "-S"]);
        if (time != EmulatorTime.Ours)
            arguments.AddRange(["-icount", $"shift=6,sleep={(time == EmulatorTime.Fast ? "off" : "on")}"]);
        if (board.Store is { } store)
            arguments.AddRange(store.ArgumentsFor(Escape(medium)));
        return arguments;
    }

    /// <summary>A socket on which the emulator listens, as an argument.</summary>
    public static string Socket(string path) => $"unix:{Escape(path)},server=on,wait=off";

    /// <summary>A path in an argument: a comma ends an option of the emulator's; two are one in it.</summary>
    public static string Escape(string path) => path.Replace(",", ",,", StringComparison.Ordinal);

    /// <summary>The arguments of the socket by which a rig drives the board's pins.</summary>
    public static IReadOnlyList<string> Rig(string path) => ["-qtest", Socket(path), "-qtest-log", "/dev/null", "-accel", "tcg"];

    /// <summary>Wires what the board's description asks for, and lets the emulator begin.</summary>
    public static void Begin(BoardDescription board, QmpClient monitor)
    {
        foreach (EmulatorWire wire in board.Store?.Wiring ?? [])
            monitor.SetProperty(wire.Path, wire.Property, wire.Value);
        monitor.Execute("cont");
    }
}
