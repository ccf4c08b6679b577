using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Errors;
using Nf.Platform;
using Nf.Simulator;

namespace Nf.Cli.Tests;

/// <summary>Scenarios as people write them.</summary>
[TestClass]
public sealed class ScenarioFileTests
{
    private const string Head = "period_ms: 20\ndevices:\n  - {type: tmp105, address: 0x48}\nevents:\n";

    [TestMethod]
    public void Every_kind_of_event_gets_into_the_binary_form()
    {
        ScenarioFile file = ScenarioFile.Parse("s.yaml", Head + """
              - {tick: 1, temperature_mC: {device: 0x48, value: -19500}}
              - {tick: 2, i2c_absent: 0x48}
              - {tick: 2, i2c_present: 72}
              - {tick: 9, pin: {name: PB3, level: 1}}
            """);

        Assert.AreEqual(Status.Ok, Scenario.Parse(file.Encode(7, isFromOutside: true), out Scenario scenario));
        Assert.AreEqual(20_000_000UL, scenario.PeriodNanoseconds);
        Assert.AreEqual(7U, scenario.TickCount);
        Assert.IsTrue(scenario.IsFromOutside);
        CollectionAssert.AreEqual(
            new[]
            {
                (0U, ScenarioEventKind.Temperature, 0x48, 0),
                (1U, ScenarioEventKind.Temperature, 0x48, -19500),
                (2U, ScenarioEventKind.I2cAbsent, 0x48, 0),
                (2U, ScenarioEventKind.I2cPresent, 0x48, 0),
                (9U, ScenarioEventKind.PinLevel, 11, 1),
            },
            file.Events.Select(found => (found.Tick, found.Kind, (int)found.Target, found.Value)).ToArray());
        Assert.AreEqual(file.Events.Count, scenario.EventCount);
    }

    [TestMethod]
    [DataRow("", 1, "period_ms")]
    [DataRow("ticks: 5\n", 1, "period_ms is missing")]
    [DataRow("period_ms: 0\n", 1, "from 1 to")]
    [DataRow("period_ms: 10\nticks: x\n", 2, "'x'")]
    [DataRow("period_ms: 10\nspeed: 3\n", 2, "unknown key 'speed'")]
    [DataRow("period_ms: 10\nperiod_ms: 10\n", 2, "not YAML")]
    [DataRow("period_ms: [1\n", 2, "not YAML")]
    [DataRow("period_ms: 10\ndevices: 5\n", 2, "must be a list")]
    [DataRow("period_ms: 10\ndevices:\n  - {type: lamp, address: 0x48}\n", 3, "no device 'lamp'")]
    [DataRow("period_ms: 10\ndevices:\n  - {type: tmp105, address: 0x80}\n", 3, "from 8 to 119")]
    [DataRow("period_ms: 10\ndevices:\n  - {type: tmp105}\n", 3, "address is missing")]
    [DataRow(Head + "  - {i2c_absent: 0x48}\n", 5, "no tick")]
    [DataRow(Head + "  - {tick: 0, i2c_absent: 0x48}\n", 5, "from 1 to")]
    [DataRow(Head + "  - {tick: 1}\n", 5, "exactly one")]
    [DataRow(Head + "  - {tick: 1, i2c_absent: 0x48, i2c_present: 0x48}\n", 5, "exactly one")]
    [DataRow(Head + "  - {tick: 1, i2c_absent: 0x49}\n", 5, "no device at 0x49")]
    [DataRow(Head + "  - {tick: 1, pin: {name: PZ9, level: 1}}\n", 5, "no pin 'PZ9'")]
    [DataRow(Head + "  - {tick: 1, pin: {name: PB0, level: 2}}\n", 5, "from 0 to 1")]
    [DataRow(Head + "  - {tick: 1, temperature_mC: {device: 0x48, value: 999999}}\n", 5, "from -128000")]
    [DataRow(Head + "  - {tick: 1, temperature_mC: 5}\n", 5, "expected keys")]
    [DataRow(Head + "  - {tick: 5, i2c_absent: 0x48}\n  - {tick: 4, i2c_present: 0x48}\n", 6, "order the events")]
    public void A_mistake_is_told_with_its_line(string text, int line, string part)
    {
        NfException error = Assert.ThrowsExactly<NfException>(() => ScenarioFile.Parse("s.yaml", text));

        Assert.AreEqual(Status.ScenarioInvalid, error.Status);
        StringAssert.StartsWith(error.Message, $"s.yaml:{line}: ");
        StringAssert.Contains(error.Message, part);
    }
}
