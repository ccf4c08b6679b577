using System.Collections.Generic;
using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Fuzz.Tests;

/// <summary>
/// Hostile frames against a whole firmware host, a sample of what `nf fuzz --control` sends: in both worlds, where the same happens.
/// </summary>
[TestClass]
public sealed class ControlCampaignTests
{
    private const uint Seed = 2026;
    private const ulong Frames = 20_000;

    private static IReadOnlyDictionary<string, double> Run(string target)
    {
        string folder = Directory.CreateTempSubdirectory("nf-control-tests-").FullName;
        try
        {
            return ControlFuzz.Run(target, Seed, Frames, folder, null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    [DataRow(ControlFuzz.DotNet)]
    [DataRow("linux-x64")]
    public void Hostile_frames_change_nothing_and_the_client_is_served(string target)
    {
        IReadOnlyDictionary<string, double> figures = Run(target);

        foreach (string name in (string[])["exit_code", "accepted", "mistaken", "requests_failed"])
            Assert.AreEqual(0, figures[name], name);
        Assert.AreEqual(Frames, figures["frames"]);
        string[] sources =
            ["random", "mutated", "truncated", "replayed", "oversized", "interleaved", "forged", "wrong_payload", "nonsense"];
        foreach (string name in sources)
            Assert.IsGreaterThan(Frames / 12.0, figures[name], name);
        Assert.IsGreaterThan(10, figures["updates"], "a package was replaced again and again");
        Assert.IsGreaterThan(100, figures["guest_runs"], "guests ran meanwhile");
    }
}
