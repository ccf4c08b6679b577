using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli;
using Nf.Cli.Tests;

namespace Nf.Target.Tests;

/// <summary>`nf soak`: ten minutes of a board, of which docs/ASSURANCE.md has a whole day.</summary>
[TestClass]
[DoNotParallelize]
public sealed class SoakTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nf-soak-").FullName;
    private readonly string _root = EmulatorState.Root;

    [TestInitialize]
    public void Begin() => EmulatorState.Root = _folder;

    [TestCleanup]
    public void End()
    {
        EmulatorState.Root = _root;
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    public void Ten_minutes_of_faults_leave_the_thermostat_on_time_and_memory_flat()
    {
        NfRun run = NfRun.Here("soak", "--hours", "0.17", "--seed", "2", "--json");

        Assert.AreEqual(Status.Ok, run.Status, run.Output);
        Assert.AreEqual(10, (int)run.Json["checks"]!);
        Assert.AreEqual(0, (int)run.Json["misses_elsewhere"]!);
        Assert.IsGreaterThan(5000, (int)run.Json["guests"]![0]!["runs"]!);
        Assert.IsGreaterThan(0, (int)run.Json["roll_backs"]!);
    }
}
