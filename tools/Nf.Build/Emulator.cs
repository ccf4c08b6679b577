using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Nf.Errors;

namespace Nf.Build;

/// <summary>Runs an image on the emulator of its board.</summary>
public static class Emulator
{
    /// <summary>Runs until the program ends, or the time is over.</summary>
    /// <param name="board">The board.</param>
    /// <param name="imagePath">The image, as <see cref="FirmwareBuilder"/> made it.</param>
    /// <param name="limit">The time after which the emulator is stopped.</param>
    /// <param name="arguments">Arguments of the program, on Linux; a board has none.</param>
    /// <param name="onLine">Told each line of the console as it comes, on another thread.</param>
    /// <exception cref="NfException"><see cref="Status.ToolMissing"/> when the emulator is not installed.</exception>
    public static EmulatorResult Run(
        BoardDescription board, string imagePath, TimeSpan limit, IReadOnlyList<string>? arguments = null, Action<string>? onLine = null)
    {
        ArgumentNullException.ThrowIfNull(board);
        ToolCommand command = board.Emulator.For(imagePath);
        ProcessStartInfo start = new(command.Program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (string argument in command.Arguments)
            start.ArgumentList.Add(argument);
        foreach (string argument in board.IsCortexM ? [] : arguments ?? [])
            start.ArgumentList.Add(argument);
        List<string> lines = [];
        StringBuilder errors = new();
        using Process process = new() { StartInfo = start };
        process.OutputDataReceived += (_, data) => AddLine(data.Data, lines, onLine);
        process.ErrorDataReceived += (_, data) => errors.Append(data.Data is null ? "" : data.Data + "\n");
        Start(process);
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            return new EmulatorResult(Status.TimedOut, (int)Status.TimedOut, lines, errors.ToString());
        }

        // Waits for the last lines too.
        process.WaitForExit();
        return new EmulatorResult(Status.Ok, process.ExitCode, lines, errors.ToString());
    }

    private static void AddLine(string? line, List<string> lines, Action<string>? onLine)
    {
        if (line is null)
            return;
        lines.Add(line);
        onLine?.Invoke(line);
    }

    private static void Start(Process process)
    {
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            throw new NfException(Status.ToolMissing, $"'{process.StartInfo.FileName}' is not installed: './nf doctor' tells how to get it");
        }
    }
}
