using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;

namespace Nf.Fuzz.Tests;

/// <summary>
/// Modules that nf once got wrong: each line of expected.tsv names a file, how making an instance of it (packed, if it is no package)
/// must end, and what went wrong.
/// </summary>
[TestClass]
public sealed class RegressionTests
{
    private static string Folder => Repository.PathOf("tests", "fuzz", "regressions");

    public static IEnumerable<object[]> Cases => File.ReadLines(Path.Combine(Folder, "expected.tsv"))
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split('\t').ToArray<object>());

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void A_module_that_was_wrong_once_is_right(string file, string status, string why)
    {
        string folder = Directory.CreateTempSubdirectory("nf-fuzz-tests-").FullName;
        Status found;
        using (FuzzWorker worker = new(new WorkerRequest { Seed = 0, From = 0, To = 0, Folder = folder, SampleEvery = 0 }))
            found = worker.Load(File.ReadAllBytes(Path.Combine(Folder, file)));

        Assert.AreEqual(status, found.ToString(), why);
        string findings = FindingLog.LinesOf(folder);
        Assert.IsFalse(File.Exists(findings), File.Exists(findings) ? File.ReadAllText(findings) : "");
        Directory.Delete(folder, recursive: true);
    }

    [TestMethod]
    public void V8_gives_the_same_results()
    {
        string folder = Directory.CreateTempSubdirectory("nf-fuzz-tests-").FullName;
        using (FuzzWorker worker = new(new WorkerRequest { Seed = 0, From = 0, To = 0, Folder = folder, SampleEvery = 0 }))
        {
            foreach (object[] fields in Cases)
                worker.Test(File.ReadAllBytes(Path.Combine(Folder, (string)fields[0])), isSample: true);
        }

        IReadOnlyList<Comparison> others = OtherWorlds.Ask(new FuzzOptions { Seed = 0, Iterations = 0, Folder = folder });

        Assert.IsEmpty(others.SelectMany(other => other.Disagreements), string.Join('\n', others.SelectMany(other => other.Disagreements)));
        Directory.Delete(folder, recursive: true);
    }
}
