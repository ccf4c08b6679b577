using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json.Nodes;
using Nf.Errors;

namespace Nf.Cli;

/// <summary>What a process has of the machine's memory, in KiB, as the kernel counts it: proc(5).</summary>
/// <param name="Resident">Pages that are in memory, those shared with others included: VmRSS.</param>
/// <param name="Peak">The most that this was: VmHWM.</param>
/// <param name="Proportional">The same with each shared page divided among those who share it: Pss.</param>
internal sealed record ResidentMemory(long Resident, long Peak, long Proportional)
{
    /// <summary>Looks at a process.</summary>
    /// <exception cref="NfException">NotFound: it has ended.</exception>
    public static ResidentMemory Of(int process)
    {
        Dictionary<string, long> status = Read($"/proc/{process}/status"), pages = Read($"/proc/{process}/smaps_rollup");
        return status.TryGetValue("VmRSS", out long resident)
            ? new ResidentMemory(resident, status["VmHWM"], pages.GetValueOrDefault("Pss"))
            : throw new NfException(Status.NotFound, $"process {process} has ended");
    }

    public JsonObject Json => new() { ["resident_kib"] = Resident, ["peak_kib"] = Peak, ["proportional_kib"] = Proportional };

    // Lines like "VmRSS:      1024 kB"; others are left out.
    private static Dictionary<string, long> Read(string path)
    {
        Dictionary<string, long> values = [];
        foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 3 && words[2] == "kB" && long.TryParse(words[1], CultureInfo.InvariantCulture, out long value))
                values[words[0].TrimEnd(':')] = value;
        }

        return values;
    }
}
