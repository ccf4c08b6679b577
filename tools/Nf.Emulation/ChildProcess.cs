using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using Nf.Build;
using Nf.Errors;

namespace Nf.Emulation;

/// <summary>Runs other programs from the root of the tree.</summary>
public static class ChildProcess
{
    /// <summary>Runs a program that shares this one's terminal.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="NfException">ToolMissing.</exception>
    public static int RunVisibly(string program, IEnumerable<string> arguments)
    {
        using Process process = Start(new ProcessStartInfo(program, arguments));
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Runs a program and gives what it writes, line by line.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="limit">The time after which it is stopped.</param>
    /// <param name="onLine">Gets each line of its standard output.</param>
    /// <param name="onError">Gets each line of its standard error, maybe at the same time.</param>
    /// <returns>Its exit code; null when it was stopped.</returns>
    /// <exception cref="NfException">ToolMissing.</exception>
    public static int? Run(string program, IEnumerable<string> arguments, TimeSpan limit, Action<string> onLine, Action<string> onError)
    {
        using Process process = Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        process.StandardInput.Close();
        process.OutputDataReceived += (_, data) => Give(data.Data, onLine);
        process.ErrorDataReceived += (_, data) => Give(data.Data, onError);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        bool hasEnded = process.WaitForExit(limit);
        if (!hasEnded)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return hasEnded ? process.ExitCode : null;
    }

    private static void Give(string? line, Action<string> taker)
    {
        if (line != null)
            taker(line);
    }

    private static Process Start(ProcessStartInfo start)
    {
        start.WorkingDirectory = Repository.Root;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new NfException(Status.ToolMissing, $"{start.FileName} is not installed; `nf doctor` tells how to get it.", error);
        }
    }
}
