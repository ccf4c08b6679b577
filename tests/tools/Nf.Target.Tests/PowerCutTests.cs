using System.Text.Json.Nodes;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli;
using Nf.Cli.Tests;

namespace Nf.Target.Tests;

/// <summary>`nf powercut`: a sample of what docs/ASSURANCE.md has the whole of.</summary>
[TestClass]
[DoNotParallelize]
public sealed class PowerCutTests
{
    private const int Cuts = 12;

    [TestMethod]
    [DataRow("sd")]
    [DataRow("nor")]
    [DataRow("eeprom")]
    public void A_cut_during_an_update_leaves_the_old_package_or_the_new_one(string store)
    {
        NfRun run = NfRun.Here("powercut", "--board", "lm3s6965evb", "--store", store, "--cuts", $"{Cuts}", "--seed", "6", "--json");

        Assert.AreEqual(Status.Ok, run.Status, run.Output + run.Error);
        JsonNode medium = run.Json["media"]![0]!;
        Assert.AreEqual(0, (int)medium["none"]!);
        Assert.AreEqual(Cuts, (int)medium["old"]! + (int)medium["new"]!);
        // The power did fail, early and late, and in the middle of writes.
        Assert.AreEqual(0, (int)medium["after"]!);
        Assert.AreNotEqual(0, (int)medium["old"]!);
        Assert.AreNotEqual(0, (int)medium["new"]!);
        Assert.AreNotEqual(0, (int)medium["torn_pages"]!);
    }

    [TestMethod]
    public void A_page_is_torn_when_it_is_neither_old_nor_new_nor_blank()
    {
        MediumPages pages = new([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 9, 9, 5, 6, 8, 7], pageBytes: 2);

        Assert.AreEqual(0, pages.CountTorn([1, 2, 3, 4, 255, 255, 8, 7]));
        Assert.AreEqual(2, pages.CountTorn([1, 2, 9, 4, 5, 6, 255, 7]));
    }
}
