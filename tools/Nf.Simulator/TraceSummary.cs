using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Nf.Simulator;

/// <summary>What a person wants to know of a trace, gathered line by line: outputs, temperatures, the last messages.</summary>
public sealed class TraceSummary
{
    private const int LogLinesMax = 5;
    private const int SamplesMax = 100_000;

    private readonly SortedDictionary<string, List<TraceSample>> _outputs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<TraceSample>> _temperatures = new(StringComparer.Ordinal);
    private readonly Queue<string> _logs = new();

    /// <summary>Lines seen.</summary>
    public long Lines { get; private set; }

    /// <summary>The levels written to each pin, by its name, the first <c>100,000</c>.</summary>
    public IReadOnlyDictionary<string, List<TraceSample>> Outputs => _outputs;

    /// <summary>The temperatures in degrees Celsius read from each sensor, by its I2C address, the first <c>100,000</c>.</summary>
    public IReadOnlyDictionary<string, List<TraceSample>> Temperatures => _temperatures;

    /// <summary>The last five messages of the guest, as they stand in the trace.</summary>
    public IReadOnlyCollection<string> Logs => _logs;

    /// <summary>How often a pin changed its level, by its name.</summary>
    public IReadOnlyDictionary<string, int> Switches =>
        _outputs.ToDictionary(output => output.Key, output => CountChanges(output.Value));

    /// <summary>Takes the next line of a trace; <c>TraceWriter</c> says what they look like.</summary>
    /// <param name="line">Without its end.</param>
    public void Add(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        Lines++;
        string[] words = line.Split(' ');
        if (words.Length < 3 || !ulong.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out ulong tick))
            return;
        if (words[1] == "log")
            AddLog(line);
        else if (words is [_, "gpio", var pin, "write", "0" or "1"])
            AddSample(_outputs, pin, new TraceSample(tick, words[4] == "1" ? 1 : 0));
        else if (words is [_, "i2c", var address, "write", "00", "read", { Length: 4 } bytes])
            AddTemperature(address, tick, bytes);
    }

    private void AddLog(string line)
    {
        if (_logs.Count == LogLinesMax)
            _logs.Dequeue();
        _logs.Enqueue(line);
    }

    /// <summary>A TMP105's register 0 holds 256ths of a degree, big endian.</summary>
    private void AddTemperature(string address, ulong tick, string hex)
    {
        if (ushort.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort bits))
            AddSample(_temperatures, address, new TraceSample(tick, (short)bits / 256.0));
    }

    private static void AddSample(SortedDictionary<string, List<TraceSample>> series, string name, TraceSample sample)
    {
        if (!series.TryGetValue(name, out List<TraceSample>? samples))
            series.Add(name, samples = []);
        if (samples.Count < SamplesMax)
            samples.Add(sample);
    }

    private static int CountChanges(List<TraceSample> samples)
    {
        int changes = 0;
        double level = 0;
        foreach (TraceSample sample in samples)
        {
            changes += sample.Value != level ? 1 : 0;
            level = sample.Value;
        }
        return changes;
    }
}
