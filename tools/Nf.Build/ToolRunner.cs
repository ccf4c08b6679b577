using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Nf.Errors;

namespace Nf.Build;

/// <summary>Runs compilers and linkers, and keeps what they say in one log file.</summary>
internal sealed class ToolRunner
{
    private readonly string _logPath;

    public ToolRunner(string logPath)
    {
        _logPath = logPath;
        File.WriteAllText(logPath, "");
    }

    public string LogPath => _logPath;

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its exit code, and all that it wrote.</returns>
    /// <exception cref="NfException"><see cref="Status.ToolMissing"/> when there is no such program.</exception>
    public (int ExitCode, string Output) Run(string program, IEnumerable<string> arguments, string? workingFolder = null)
    {
        ProcessStartInfo start = new(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = workingFolder ?? Repository.Root,
        };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        KeepApart(start);
        using Process process = Start(start);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        string log = $"$ {program} {string.Join(' ', start.ArgumentList)}\n{output}exit code {process.ExitCode}\n\n";
        lock (this)
            File.AppendAllText(_logPath, log);
        return (process.ExitCode, output);
    }

    /// <summary>Runs a program that has to succeed.</summary>
    /// <exception cref="NfException">It failed: the message names <paramref name="what"/> and the log.</exception>
    public string RunChecked(string what, string program, IEnumerable<string> arguments, string? workingFolder = null)
    {
        (int exitCode, string output) = Run(program, arguments, workingFolder);
        return exitCode == 0 ? output : throw new NfException(Status.BuildFailed, $"{what} failed: {FirstError(output)} (log: {Repository.Relative(_logPath)})");
    }

    /// <summary>Runs a program that makes bytes of bytes, and has to succeed.</summary>
    /// <param name="program">The program.</param>
    /// <param name="input">What it reads on standard input.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="NfException">It failed.</exception>
    public static byte[] Filter(string program, byte[] input, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = Repository.Root };
        using Process process = Start(start);
        using MemoryStream output = new();
        Task reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        using (Stream given = process.StandardInput.BaseStream)
            given.Write(input);
        reading.GetAwaiter().GetResult();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.ToArray()
            : throw new NfException(Status.BuildFailed, $"{Path.GetFileName(program)} failed with exit code {process.ExitCode}");
    }

    /// <summary>The line of a tool's output that says what is wrong.</summary>
    public static string FirstError(string output)
    {
        string first = "";
        foreach (string raw in output.Split('\n'))
        {
            string line = raw.Trim();
            if (line.Contains("error", StringComparison.OrdinalIgnoreCase) || line.Contains("undefined reference", StringComparison.Ordinal))
                return line;
            if (first.Length == 0)
                first = line;
        }

        return first;
    }

    // A build that a test started must not take over the settings of the build that runs the test.
    private static void KeepApart(ProcessStartInfo start)
    {
        foreach (string name in new List<string>(start.Environment.Keys))
        {
            if (name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase))
                start.Environment.Remove(name);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new NfException(Status.ToolMissing, $"'{start.FileName}' is not installed: './nf doctor' tells how to get it");
        }
    }
}
