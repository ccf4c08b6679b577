using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Nf.Chunker;

/// <summary>What a process has of the machine's memory, as Linux counts it (proc(5)).</summary>
internal sealed class ResidentMemory(string process)
{
    /// <summary>Of this process.</summary>
    public static ResidentMemory Own { get; } = new("self");

    /// <summary>Now.</summary>
    public long Bytes => Read("VmRSS:");

    /// <summary>The most since <see cref="ResetPeak"/>.</summary>
    public long PeakBytes => Read("VmHWM:");

    /// <summary>From now on the peak is counted anew.</summary>
    public void ResetPeak() => File.WriteAllText($"/proc/{process}/clear_refs", "5");

    private long Read(string key)
    {
        string line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(key, StringComparison.Ordinal));
        return 1024 * long.Parse(line[key.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
