using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Nf.Build;
using Nf.Errors;

namespace Nf.Bench;

/// <summary>
/// An engine in a process of its own that stays for the whole run and speaks in lines: "KERNEL ROUNDS" to it, "CHECKSUM NANOSECONDS" back.
/// It measures itself, so that starting it and talking to it count for nothing. See bench/kernels/driver.c.
/// </summary>
internal sealed class LineEngine : IKernelEngine
{
    private readonly string _name;
    private readonly bool _canLoad;
    private readonly Process _process;

    /// <summary>Starts the process and waits until it is ready.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="command">Program and arguments.</param>
    /// <param name="canLoad">Whether it understands "load".</param>
    public LineEngine(string name, IReadOnlyList<string> command, bool canLoad)
    {
        _name = name;
        _canLoad = canLoad;
        ProcessStartInfo start = new(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Repository.Root,
        };
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new NfException(Status.ToolMissing, $"{name}: {command[0]} is not installed; `nf doctor` tells how to get it.", error);
        }
        string ready = Answer("its start");
        if (ready != "ready")
            throw new NfException(Status.IoError, $"{name}: the engine began with '{ready}', but must begin with 'ready'.");
    }

    public long? PeakKib
    {
        get
        {
            string? line = File.ReadLines($"/proc/{_process.Id}/status").FirstOrDefault(each => each.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? null : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
    }

    public Sample Run(Kernel kernel, uint rounds) => Ask(string.Create(CultureInfo.InvariantCulture, $"{kernel.Name} {rounds}"));

    public double? Load() => _canLoad ? Ask("load 1").Nanoseconds : null;

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private Sample Ask(string question)
    {
        _process.StandardInput.WriteLine(question);
        _process.StandardInput.Flush();
        string answer = Answer($"'{question}'");
        return answer.Split(' ') is [var checksum, var taken]
            && ulong.TryParse(checksum, NumberStyles.None, CultureInfo.InvariantCulture, out ulong sum)
            && ulong.TryParse(taken, NumberStyles.None, CultureInfo.InvariantCulture, out ulong nanoseconds)
            ? new Sample(sum, nanoseconds)
            : throw new NfException(Status.IoError, $"{_name}: the engine answered '{answer}' to '{question}', but must answer with two numbers.");
    }

    private string Answer(string to) => _process.StandardOutput.ReadLine()
        ?? throw new NfException(Status.IoError, $"{_name}: the engine ended at {to}; what it says stands above.");
}
