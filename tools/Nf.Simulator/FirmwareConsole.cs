using System;
using System.Collections.Generic;
using System.Globalization;
using Nf.FirmwareHost;
using Nf.Runtime;

namespace Nf.Simulator;

/// <summary>
/// Reads what an image writes to its console: lines of the firmware host begin with <c>nf: </c>, all others are the guest's own output.
/// </summary>
public sealed class FirmwareConsole
{
    private const string Prefix = "nf: ";
    private const string TickPrefix = "@tick ";

    private readonly Action<string> _onTraceLine;
    private readonly Action<string> _onOutput;
    private RunReport _report;

    /// <summary>Reads for somebody.</summary>
    /// <param name="onTraceLine">Gets each line of the trace.</param>
    /// <param name="onOutput">Gets each line that the guest wrote.</param>
    public FirmwareConsole(Action<string> onTraceLine, Action<string> onOutput)
    {
        _onTraceLine = onTraceLine;
        _onOutput = onOutput;
    }

    /// <summary>Whether the firmware host has told how the run ended.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The line read last, for a run that ends without a word.</summary>
    public string LastLine { get; private set; } = "";

    /// <summary>How the run ended; before that, what is known so far.</summary>
    public RunReport Report => _report;

    /// <summary>Most of the native stack that the image used, in bytes; 0 before the run has ended.</summary>
    public int StackUsedBytes { get; private set; }

    /// <summary>The native stack that the image had, in bytes; 0 before the run has ended.</summary>
    public int StackBytes { get; private set; }

    /// <summary>Whether a line asks the rig to let a tick begin.</summary>
    /// <param name="line">A line of the console.</param>
    /// <param name="tick">The tick.</param>
    public static bool IsTickRequest(string line, out uint tick)
    {
        ArgumentNullException.ThrowIfNull(line);
        tick = 0;
        return line.StartsWith(TickPrefix, StringComparison.Ordinal)
            && uint.TryParse(line.AsSpan(TickPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out tick);
    }

    /// <summary>Takes the next line, without its end.</summary>
    public void Take(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (IsTickRequest(line, out _))
            return;
        LastLine = line;
        if (!line.StartsWith(Prefix, StringComparison.Ordinal))
        {
            TakeOutput(line);
            return;
        }
        string text = line[Prefix.Length..];
        string word = text.Split(' ', 2)[0];
        switch (word)
        {
            case "trace": _onTraceLine(text[(word.Length + 1)..]); break;
            case "refused": TakeRefusal(Fields(text)); break;
            case "frame": TakeFrame(Fields(text)); break;
            case "end": TakeEnd(Fields(text)); break;
            default: break;
        }
    }

    /// <summary>A guest's last line may lack its end: the host's next line then stands right behind it.</summary>
    private void TakeOutput(string line)
    {
        int host = line.IndexOf(Prefix, StringComparison.Ordinal);
        _onOutput(host < 0 ? line : line[..host]);
        if (host >= 0)
            Take(line[host..]);
    }

    private void TakeRefusal(Dictionary<string, string> fields) =>
        _report.Load = new LoadError(
            Status.Ok, (LoadDetail)Number(fields, "detail"), (int)Number(fields, "offset"), (int)Number(fields, "name"),
            fields.ContainsKey("function") ? (int)Number(fields, "function") : -1)
        {
            Feature = (WasmFeature)Number(fields, "feature"),
            Expected = (uint)Number(fields, "expected"),
            Found = (uint)Number(fields, "found"),
        };

    private void TakeFrame(Dictionary<string, string> fields)
    {
        if (_report.Backtrace.Count == Backtrace.FramesMax)
            return;
        _report.Backtrace.Frames[(int)_report.Backtrace.Count] = new Frame
        {
            FunctionIndex = (uint)Number(fields, "function"),
            ModuleOffset = (uint)Number(fields, "offset"),
        };
        _report.Backtrace.Count++;
    }

    private void TakeEnd(Dictionary<string, string> fields)
    {
        HasEnded = true;
        _report.Status = (Status)Number(fields, "status");
        _report.Ticks = (ulong)Number(fields, "ticks");
        _report.Fuel = (ulong)Number(fields, "fuel");
        _report.Result = (int)Number(fields, "result");
        _report.ExitCode = (int)Number(fields, "exit_code");
        StackUsedBytes = (int)Number(fields, "stack_used_bytes");
        StackBytes = (int)Number(fields, "stack_bytes");
        LoadError load = _report.Load;
        if (load.Detail != LoadDetail.None)
            _report.Load = load with { Status = _report.Status };
        string digest = fields.GetValueOrDefault("digest", "");
        if (digest.Length == Sha256.DigestSize * 2)
            _ = Convert.FromHexString(digest, _report.Digest, out _, out _);
    }

    private static Dictionary<string, string> Fields(string text)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach (string word in text.Split(' '))
        {
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                fields[word[..equals]] = word[(equals + 1)..];
        }
        return fields;
    }

    private static long Number(Dictionary<string, string> fields, string name) =>
        long.TryParse(fields.GetValueOrDefault(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value
            : 0;
}
