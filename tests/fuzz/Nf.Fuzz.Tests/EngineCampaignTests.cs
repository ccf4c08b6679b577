using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;

namespace Nf.Fuzz.Tests;

[TestClass]
public sealed class EngineCampaignTests
{
    private string _folder = "";

    [TestInitialize]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("nf-fuzz-tests-").FullName;

    [TestCleanup]
    public void DropFolder() => Directory.Delete(_folder, recursive: true);

    public static IEnumerable<object[]> Regressions => Directory.GetFiles(Repository.PathOf("tests", "fuzz", "regressions"), "*.wasm")
        .Order(StringComparer.Ordinal).Select(path => new object[] { Path.GetFileName(path) });

    [TestMethod]
    public void Both_engines_do_the_same_with_two_thousand_modules()
    {
        FuzzReport report = FuzzCampaign.Run(Options with { Seed = 20260103, Iterations = 2000, Corpus = [Repository.PathOf("examples")] });

        Assert.AreEqual(0, report.FindingCount, string.Join('\n', report.Findings));
        Comparison compared = report.Comparisons.Single();
        Assert.AreEqual(2000, report.Iterations);
        Assert.IsGreaterThan(1500, compared.Asked, "most modules are valid");
        Assert.IsGreaterThan(compared.Asked * 99 / 100, compared.Agreed, string.Join('\n', compared.Explained));
        string[] ends =
            ["Ok", "TrapOutOfFuel", "TrapOutOfDepth", "TrapOutOfBoundsMemory", "TrapDivideByZero", "TrapBadPointer", "TrapNullElement"];
        foreach (string end in ends)
            Assert.IsTrue(report.Ended.ContainsKey(end), $"no call ended in {end}");
    }

    [TestMethod]
    [DynamicData(nameof(Regressions))]
    public void Modules_that_were_wrong_once_do_the_same_on_both(string file)
    {
        FuzzReport report = FuzzCampaign.Run(Options with
        {
            Seed = 1,
            Iterations = 1,
            Replay = Repository.PathOf("tests", "fuzz", "regressions", file),
        });

        Assert.AreEqual(0, report.FindingCount, string.Join('\n', report.Findings));
    }

    private FuzzOptions Options => new()
    {
        Seed = 0,
        Iterations = 0,
        Engines = true,
        Folder = _folder,
        // A batch is compiled between two signs of life.
        Hang = TimeSpan.FromMinutes(5),
    };
}
