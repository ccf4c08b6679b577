using System;
using System.Linq;
using static Nf.Examples.Tests.NodePlay;

namespace Nf.Examples.Tests;

/// <summary>Both thermostats do what their README says, when node plays their scenario.</summary>
[TestClass]
public sealed class ThermostatTests
{
    private static readonly Run C = Play("thermostat");

    [TestMethod]
    public void RunsToTheEnd() => Assert.AreEqual((0, 100), (C.Result, Reads(C).Length));

    [TestMethod]
    public void InitConfiguresHeaterAndSensor() =>
        CollectionAssert.AreEqual(
            new[] { "0 gpio_configure 40 1 -> 0", "0 gpio_write 40 0 -> 0", "0 i2c_write 72 0160 -> 0" },
            C.Trace.Where(line => line.StartsWith("0 ", StringComparison.Ordinal)).ToArray());

    [TestMethod]
    public void HeaterFollowsTheMeanWithHysteresis() =>
        CollectionAssert.AreEqual(
            new[]
            {
                "0 gpio_write 40 0 -> 0", "9 gpio_write 40 1 -> 0", "32 gpio_write 40 0 -> 0", "39 gpio_write 40 1 -> 0",
                "63 gpio_write 40 0 -> 0", "74 gpio_write 40 1 -> 0", "80 gpio_write 40 0 -> 0", "83 gpio_write 40 1 -> 0",
                "98 gpio_write 40 0 -> 0",
            },
            Operations(C, "gpio_write"));

    [TestMethod]
    public void LogsEachChangeAndTheMeanOfEveryTenthTick() =>
        CollectionAssert.AreEqual(
            new[]
            {
                "9 log 1 \"heater on at 19.8 C\" -> 0", "10 log 1 \"mean 19.4 C\" -> 0", "20 log 1 \"mean 17.6 C\" -> 0",
                "30 log 1 \"mean 21.1 C\" -> 0", "32 log 1 \"heater off at 22.1 C\" -> 0", "39 log 1 \"heater on at 19.3 C\" -> 0",
                "40 log 1 \"mean 17.6 C\" -> 0", "50 log 1 \"mean -0.3 C\" -> 0", "60 log 1 \"mean 18.8 C\" -> 0",
                "63 log 1 \"heater off at 22.8 C\" -> 0", "70 log 1 \"mean 21.4 C\" -> 0", "74 log 1 \"heater on at 19.8 C\" -> 0",
                "80 log 3 \"sensor lost, heater off\" -> 0", "83 log 1 \"sensor back\" -> 0",
                "83 log 1 \"heater on at 18.8 C\" -> 0", "90 log 1 \"mean 19.2 C\" -> 0", "98 log 1 \"heater off at 22.4 C\" -> 0",
                "100 log 1 \"mean 22.8 C\" -> 0",
            },
            Operations(C, "log"));

    [TestMethod]
    public void LostSensorTurnsTheHeaterOffAtTheThirdFailureAndIsConfiguredAgain() =>
        CollectionAssert.AreEqual(
            new[]
            {
                "78 i2c_write_read 72 00 2 -> -83", "79 i2c_write 72 0160 -> -83", "80 i2c_write 72 0160 -> -83",
                "80 gpio_write 40 0 -> 0", "80 log 3 \"sensor lost, heater off\" -> 0", "81 i2c_write 72 0160 -> -83",
                "82 i2c_write 72 0160 -> -83", "83 i2c_write 72 0160 -> 0",
            },
            C.Trace.SkipWhile(line => !line.StartsWith("78 ", StringComparison.Ordinal)).Take(8).ToArray());

    [TestMethod]
    public void SensorLostForGoodStaysOffAndSilent()
    {
        Run run = Play("thermostat", ticks: 40, "events: [{tick: 1, i2c_absent: 0x48}]");

        CollectionAssert.AreEqual(new[] { "0 gpio_write 40 0 -> 0", "3 gpio_write 40 0 -> 0" }, Operations(run, "gpio_write"));
        CollectionAssert.AreEqual(new[] { "3 log 3 \"sensor lost, heater off\" -> 0" }, Operations(run, "log"));
    }

    [TestMethod]
    public void TwoFailuresChangeNothing()
    {
        Run run = Play("thermostat", ticks: 9, "events: [{tick: 4, i2c_absent: 0x48}, {tick: 6, i2c_present: 0x48}]");

        CollectionAssert.AreEqual(new[] { "0 gpio_write 40 0 -> 0", "1 gpio_write 40 1 -> 0" }, Operations(run, "gpio_write"));
        CollectionAssert.AreEqual(new[] { "1 log 1 \"heater on at 0.0 C\" -> 0" }, Operations(run, "log"));
    }

    [TestMethod]
    [DataRow(20000, "")]
    [DataRow(19937, "1 log 1 \"heater on at 19.9 C\" -> 0")]
    [DataRow(-62, "1 log 1 \"heater on at -0.1 C\" -> 0", DisplayName = "the smallest step below zero is not cut to 0.0")]
    [DataRow(-55000, "1 log 1 \"heater on at -55.0 C\" -> 0")]
    public void ThresholdAndTextAreExact(int milliCelsius, string expected)
    {
        Run run = Play("thermostat", ticks: 1, $"events: [{{tick: 1, temperature_mC: {{device: 0x48, value: {milliCelsius}}}}}]");

        Assert.AreEqual(expected, string.Join('\n', Operations(run, "log")));
    }

    [TestMethod]
    public void AssemblyScriptDoesTheSameOperationByOperation() =>
        CollectionAssert.AreEqual(C.Trace, Play("thermostat-as").Trace);

    [TestMethod]
    public void ScenarioOfTheAssemblyScriptThermostatIsTheSameFile() =>
        Assert.AreEqual(ExampleFolder.Read("thermostat", "scenario.yaml"), ExampleFolder.Read("thermostat-as", "scenario.yaml"));

    [TestMethod]
    [DataRow("thermostat")]
    [DataRow("thermostat-as")]
    public void StaysInTheFirstFourKilobytes(string name) => Assert.IsLessThanOrEqualTo(4096, Play(name).UsedBytes);

    private static string[] Reads(Run run) =>
        [.. run.Trace.Where(line => line.Contains(" i2c_", StringComparison.Ordinal)).GroupBy(line => line.Split(' ')[0])
            .Select(group => group.Key).Where(tick => tick != "0")];

    private static string[] Operations(Run run, string operation) =>
        [.. run.Trace.Where(line => line.Split(' ')[1] == operation)];
}
