using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Fuzz.Tests;

/// <summary>Damaged maps and sets.</summary>
[TestClass]
public sealed class CollectionCampaignTests
{
    private string _folder = "";

    [TestInitialize]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("nf-fuzz-tests-").FullName;

    [TestCleanup]
    public void DropFolder() => Directory.Delete(_folder, recursive: true);

    private FuzzReport Run(long iterations, string plant = "", long first = 0) => FuzzCampaign.Run(new FuzzOptions
    {
        Seed = 20261121,
        Iterations = iterations,
        First = first,
        Folder = _folder,
        Collections = true,
        Hang = TimeSpan.FromSeconds(5),
        Plant = plant,
    });

    [TestMethod]
    public void Damage_ends_in_a_status_and_nothing_else()
    {
        FuzzReport report = Run(50_000);

        Assert.AreEqual(0, report.FindingCount, string.Join('\n', report.Findings));
        Assert.AreEqual(50_000, report.Iterations);
        string[] ends =
        [
            "Ok", "OutOfMemory", "Reentrant", "BucketCorrupt", "TrapUnreachable", "TrapOutOfFuel", "TrapOutOfDepth", "TrapStackOverflow",
            "TrapBadPointer",
        ];
        foreach (string end in ends)
            Assert.IsTrue(report.Ended.ContainsKey(end), $"no call ended in {end}");
        Assert.IsGreaterThan(15_000, report.Ended["Ok"], "much of the damage is survived");
        Assert.IsGreaterThan(15_000, report.Ended["BucketCorrupt"], "much of it is noticed");
    }

    [TestMethod]
    [DataRow("crash", "crash: by itself")]
    [DataRow("hang", "hang: by itself")]
    [DataRow("write", "write in memory: ")]
    [DataRow("shadow", "gc_sp: ")]
    public void A_fault_made_on_purpose_is_found_and_the_campaign_goes_on(string fault, string finding)
    {
        FuzzReport report = Run(60, $"{fault}@20");

        Assert.StartsWith(finding, report.Findings.Single());
        Assert.Contains("iteration 20,", report.Findings.Single());
        Assert.AreEqual(60, report.Iterations, "the others ran all the same");
    }

    [TestMethod]
    public void An_iteration_depends_on_the_seed_and_its_number_alone()
    {
        FuzzReport whole = Run(300), begin = Run(200), rest = Run(100, first: 200);

        foreach ((string end, long count) in whole.Ended)
            Assert.AreEqual(count, begin.Ended.GetValueOrDefault(end) + rest.Ended.GetValueOrDefault(end), end);
    }
}
