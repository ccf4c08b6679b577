using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Errors;

namespace Nf.Bench.Tests;

/// <summary>A small run of all engines: that it is complete and that results agree; never how long anything takes.</summary>
[TestClass]
public sealed class EnginesTests
{
    private static EnginesReport s_report = null!;

    private static IReadOnlyList<string> Present =>
        [.. s_report.Comparison.Engines.Where(engine => engine.Absence.Length == 0).Select(engine => engine.Name)];

    // Every sample's checksum is compared with native code's; another one would end this.
    [ClassInitialize]
    public static void Measure(TestContext context)
    {
        KernelModules.Make();
        EnginePlan plan = new(Kernel.All, EngineCatalog.All, Rounds: 1, SampleNs: 1e5, Starts: 1);
        EngineComparison comparison = EngineRunner.Run(plan, step => context.WriteLine(step));
        BoardFigures board = new("a-board", EngineCatalog.Interpreter, 1000, 200, "", Kernel.All.ToDictionary(kernel => kernel.Name, _ => 5.0));
        s_report = new EnginesReport(MachineDescription.Read(), comparison, [board]);
    }

    [TestMethod]
    public void NativeCodeAndBothOfOurWaysOfCountingWereMeasured()
    {
        string[] always = [EngineCatalog.Native, EngineCatalog.Interpreter, EngineCatalog.InterpreterUnmetered, EngineCatalog.V8];
        CollectionAssert.IsSubsetOf(always, Present.ToList());
    }

    [TestMethod]
    public void JsonHasEveryKernelOnEveryEngine()
    {
        JsonObject json = JsonNode.Parse(Written(() => JsonReport.Write(s_report)))!.AsObject();
        HashSet<(string, string)> found = [.. json["results"]!.AsArray().Select(result => ((string)result!["kernel"]!, (string)result["engine"]!))];
        foreach (Kernel kernel in Kernel.All)
        {
            foreach (string engine in Present)
                Assert.IsTrue(found.Contains((kernel.Name, engine)), $"{kernel.Name} on {engine}");
        }
        Assert.IsTrue(json["results"]!.AsArray().All(result => (double)result!["ratio"]! > 0 && (double)result["ns"]! > 0));
        Assert.HasCount(EngineCatalog.All.Count, json["engines"]!.AsArray());
        Assert.HasCount(s_report.Aims.Count, json["aims"]!.AsArray());
    }

    [TestMethod]
    public void PageHasEveryRow()
    {
        string page = PerformancePage.Markdown(s_report);
        string head = $"| kernel | {string.Join(" | ", Present)} |";
        StringAssert.Contains(page, head, StringComparison.Ordinal);
        foreach (Kernel kernel in Kernel.All)
            Assert.IsTrue(page.Split('\n').Count(line => line.StartsWith($"| {kernel.Name} | ", StringComparison.Ordinal)) == 3, kernel.Name);
        foreach (EngineFigures engine in s_report.Comparison.Engines)
            StringAssert.Contains(page, engine.Absence.Length == 0 ? $"| {engine.Name} | {engine.What} | " : $"`{engine.Name}` (", StringComparison.Ordinal);
        foreach (Aim aim in s_report.Aims)
            StringAssert.Contains(page, $"| {aim.What} | ", StringComparison.Ordinal);
    }

    [TestMethod]
    public void EveryPictureOfThePageIsWritten()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("nf-page-");
        try
        {
            PerformancePage.Write(s_report, folder.FullName);
            foreach (string line in File.ReadLines(Path.Combine(folder.FullName, "PERFORMANCE.md")).Where(line => line.StartsWith("![", StringComparison.Ordinal)))
            {
                string picture = line[(line.IndexOf('(', StringComparison.Ordinal) + 1)..^1];
                System.Xml.Linq.XDocument svg = System.Xml.Linq.XDocument.Load(Path.Combine(folder.FullName, picture));
                Assert.AreEqual("svg", svg.Root!.Name.LocalName);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void AnotherChecksumEndsTheRun()
    {
        EngineEntry wrong = new("wrong", "answers falsely", static () => new WrongEngine());
        EnginePlan plan = new([Kernel.First], [EngineCatalog.All[0], wrong], Rounds: 1, SampleNs: 1e5, Starts: 1);
        NfException error = Assert.ThrowsExactly<NfException>(() => EngineRunner.Run(plan, static _ => { }));
        Assert.AreEqual(Status.TestFailed, error.Status);
        StringAssert.StartsWith(error.Message, "wrong: machine gives 1 after 1 rounds, but native code gives ", StringComparison.Ordinal);
    }

    private static string Written(Action work)
    {
        TextWriter before = Console.Out;
        using StringWriter writer = new();
        Console.SetOut(writer);
        try
        {
            work();
        }
        finally
        {
            Console.SetOut(before);
        }
        return writer.ToString();
    }

    private sealed class WrongEngine : IKernelEngine
    {
        public long? PeakKib => null;

        public Sample Run(Kernel kernel, uint rounds) => new(1, 1e6);

        public double? Load() => null;

        public void Dispose()
        {
        }
    }
}
