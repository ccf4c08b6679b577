using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;

namespace Nf.Fuzz.Tests;

[TestClass]
public sealed class CampaignTests
{
    private string _folder = "";

    [TestInitialize]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("nf-fuzz-tests-").FullName;

    [TestCleanup]
    public void DropFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Thousands_of_modules_find_nothing_and_other_validators_agree()
    {
        FuzzReport report = FuzzCampaign.Run(new FuzzOptions
        {
            Seed = 20260102,
            Iterations = 6000,
            SampleEvery = 5,
            Corpus = [Repository.PathOf("examples")],
            Folder = _folder,
        });

        Assert.AreEqual(0, report.FindingCount, string.Join('\n', report.Findings));
        foreach (Comparison comparison in report.Comparisons)
            Assert.IsEmpty(comparison.Disagreements, string.Join('\n', comparison.Disagreements));
        Assert.AreEqual(6000, report.Iterations);
        Assert.AreEqual(report.Kinds["Generated"].Inputs, report.Kinds["Generated"].Valid, "the generator makes valid modules only");
        Assert.IsGreaterThan(30, 100 * report.Kinds["Mutated"].Valid / report.Kinds["Mutated"].Inputs);
        Assert.IsGreaterThan(3000, report.Loaded);
        string[] ends = ["Ok", "TrapOutOfFuel", "TrapOutOfDepth", "TrapOutOfBoundsMemory", "TrapDivideByZero", "TrapBadPointer"];
        foreach (string end in ends)
            Assert.IsTrue(report.Ended.ContainsKey(end), $"no call ended in {end}");
    }

    [TestMethod]
    [DataRow("crash", "crash: by itself")]
    [DataRow("hang", "hang: by itself")]
    [DataRow("write", "write outside: ")]
    [DataRow("allocate", "managed allocation: ")]
    [DataRow("throw", "exception InvalidOperationException: ")]
    public void A_fault_made_on_purpose_is_found_and_the_campaign_goes_on(string fault, string finding)
    {
        FuzzReport report = FuzzCampaign.Run(new FuzzOptions
        {
            Seed = 5,
            Iterations = 60,
            SampleEvery = 0,
            Folder = _folder,
            Hang = TimeSpan.FromSeconds(5),
            Plant = $"{fault}@20",
        });

        Assert.StartsWith(finding, report.Findings.Single());
        Assert.Contains("iteration 20,", report.Findings.Single());
        Assert.AreEqual(60, report.Iterations, "the others ran all the same");
        string kept = Directory.GetFiles(_folder, "20-*.wasm").Single();
        CollectionAssert.AreEqual(new InputSource(5, Corpus.Read([])).Make(20, out _).Bytes, File.ReadAllBytes(kept));
    }

    [TestMethod]
    public void An_iteration_depends_on_the_seed_and_its_number_alone()
    {
        Corpus corpus = Corpus.Read([Repository.PathOf("examples")]);
        InputSource source = new(7, corpus);
        for (long i = 0; i < 300; i++)
            _ = source.Make(i, out _);

        byte[] alone = new InputSource(7, corpus).Make(299, out _).Bytes;

        CollectionAssert.AreEqual(source.Make(299, out _).Bytes, alone);
        CollectionAssert.AreNotEqual(new InputSource(8, corpus).Make(299, out _).Bytes, alone);
    }
}
