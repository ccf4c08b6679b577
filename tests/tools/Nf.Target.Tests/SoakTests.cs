using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli.Tests;

namespace Nf.Target.Tests;

/// <summary>`nf soak`: ten minutes of a board, of which docs/ASSURANCE.md has a whole day.</summary>
[TestClass]
public sealed class SoakTests
{
    [TestMethod]
    [Timeout(600_000)]
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
