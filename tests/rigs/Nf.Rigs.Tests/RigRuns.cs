using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using Nf.Build;

namespace Nf.Rig.Tests;

/// <summary>Runs of rig files. Each shipped rig is run on a target once, whatever number of tests asks.</summary>
internal static class RigRuns
{
    public const ulong Seed = 7;

    private static readonly ConcurrentDictionary<(string Rig, string Target), RigRun> s_runs = new();

    /// <summary>The names of the rigs that ship.</summary>
    public static string[] Shipped { get; } =
        [.. Directory.GetFiles(Repository.PathOf("rigs"), "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)!).Order()];

    /// <summary>The file of a shipped rig.</summary>
    public static string PathOf(string rig) => Repository.PathOf("rigs", $"{rig}.yaml");

    /// <summary>The run of a shipped rig.</summary>
    public static RigRun Of(string rig, string target) => s_runs.GetOrAdd((rig, target), _ => Run(PathOf(rig), target));

    /// <summary>Runs a rig file.</summary>
    public static RigRun Run(string path, string target)
    {
        RigFile file = RigFileReader.Read(path);
        using IRigTarget opened = RigTargets.KindOf(target).Open(target, new RigSetup(file, _ => { }));
        return RigRunner.Run(file, opened, new RigOptions(target, Seed), new Silence());
    }
}
