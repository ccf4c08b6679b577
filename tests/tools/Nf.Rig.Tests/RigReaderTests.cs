using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli.Tests;

namespace Nf.Rig.Tests;

/// <summary>What is wrong in a rig file is said with line and column, what was found and what was expected; all of it at once.</summary>
[TestClass]
public sealed class RigReaderTests
{
    private const string Head = """
        name: Test
        guests: [examples/thermostat]
        wiring: {sensor: "i2c:0x48", heater: "gpio:PF0", display: "display"}
        steps:

        """;

    [TestMethod]
    [DataRow("- wait: 500", "5:9", "wait: found '500', expected a time with its unit")]
    [DataRow("- wait: 5 parsecs", "5:9", "expected a time with its unit")]
    [DataRow("- wate: 2s", "5:3", "found 'wate', expected set, ramp, wait")]
    [DataRow("- set: {boiler: 18}", "5:17", "found 'boiler', which wiring does not define, expected one of sensor, heater")]
    [DataRow("- set: {sensor: 18C}", "5:17", "sensor: found '18C', expected degrees Celsius, without a unit, from -128 to 127.999")]
    [DataRow("- set: {sensor: 300}", "5:17", "found '300'")]
    [DataRow("- set: {heater: 2}", "5:17", "found '2', expected a whole number from 0 to 1")]
    [DataRow("- set: {display: 1}", "5:18", "which is a display")]
    [DataRow("- ramp: {sensor: {from: 18}, over: 2s}", "5:18", "sensor has no key 'to'")]
    [DataRow("- ramp: {sensor: {from: 18, to: 26}}", "5:9", "ramp has no key 'over'")]
    [DataRow("- expect: {sensor: 18}", "5:20", "which is a sensor (i2c:0x48), expected one of heater")]
    [DataRow("- expect: {heater: 1, withing: 2s}", "5:32", "found 'withing', which wiring does not define")]
    [DataRow("- expect: {guest: thermostatt, state: running}", "5:19", "found 'thermostatt', expected one of thermostat")]
    [DataRow("- expect: {guest: thermostat, state: jogging}", "5:38", "found 'jogging', expected one of empty, stopped, running")]
    [DataRow("- expect: {guest: thermostat, runs: many}", "5:37", "found 'many', expected a number")]
    [DataRow("- expect: {guest: thermostat, fuel-peak: 3}", "5:31", "found the key 'fuel-peak'")]
    [DataRow("- expect: {guest: thermostat}", "5:11", "found nothing that thermostat has to be")]
    [DataRow("- expect: {crash: Kaboom}", "5:19", "found 'Kaboom', expected the name of a status")]
    [DataRow("- expect: {reset: thunder}", "5:19", "found 'thunder', expected one of unknown, power on")]
    [DataRow("- press: {heater: 1}", "5:10", "press has no key 'for'")]
    [DataRow("- load: {package: examples/nobody, place: 0}", "5:19", "found 'examples/nobody', expected the path")]
    [DataRow("- load: {package: examples/thermostat, place: 9}", "5:47", "found '9', expected a whole number from 0 to 7")]
    [DataRow("- load: {package: examples/thermostat, place: 0, version: 2}", "5:59", "found '2', expected a version")]
    [DataRow("- cut-power: {during: lunch}", "5:23", "found 'lunch', expected one of load")]
    [DataRow("- line: {loss: 0.5}", "5:16", "expected a part of the bytes from 0 to 0.05")]
    [DataRow("- picture: {of: heater, as: a}", "5:17", "which is a pin (gpio:PF0), expected one of display")]
    [DataRow("- picture: {of: display, as: b, differs-from: a}", "5:47", "expected a picture that a step before took")]
    [DataRow("- measure: {joy: thermostat}", "5:12", "found none of fuel, response, memory")]
    [DataRow("- repeat: {times: 0, steps: []}", "5:19", "found '0', expected a whole number from 1")]
    [DataRow("- {wait: 1s, reboot: {}}", "5:3", "found several keys, expected exactly one of set")]
    [DataRow("- reboot: {hard: true}", "5:12", "found the key 'hard', expected none")]
    [DataRow("- wait: [", "", "found what is no YAML")]
    public void A_wrong_step_is_named(string step, string position, string message)
    {
        AssertHas(Errors(Head + step), position, message);
    }

    [TestMethod]
    [DataRow("guests: []\nsteps: []", "1:1", "the rig has no key 'name'")]
    [DataRow("name: A\nguests: [examples/nobody]\nsteps: []", "2:10", "found 'examples/nobody'")]
    [DataRow("name: A\nguests: []\nwiring: {heater: \"gpio:PZ9\"}\nsteps: []", "3:18", "found 'gpio:PZ9', expected \"i2c:0x48\"")]
    [DataRow("name: A\nguests: []\nwiring: {guest: \"gpio:PF0\"}\nsteps: []", "3:17", "expected one that is no word of `expect`")]
    [DataRow("name: A\nguests: []\ntarget: sim\nsteps: []", "3:1", "found the key 'target'")]
    [DataRow("name: A\nguests: []\nwiring: {heater: \"gpio:PF0\"}\npins: {heater: \"wire 17\"}\nsteps: []", "4:16", "expected a line of this machine")]
    [DataRow("[]", "", "found no keys with values")]
    public void A_wrong_head_is_named(string text, string position, string message)
    {
        AssertHas(Errors(text), position, message);
    }

    [TestMethod]
    public void All_errors_are_told_at_once_in_their_order()
    {
        IReadOnlyList<RigError> errors = Errors(Head + "- wait: 500\n- wate: 2s\n- set: {boiler: 18}\n");
        CollectionAssert.AreEqual(new[] { 5, 6, 7 }, errors.Select(error => error.Mark.Line).ToArray());
    }

    [TestMethod]
    public void What_new_writes_has_no_error()
    {
        Assert.IsEmpty(Errors(RigTemplate.Text("boiler", "boiler.yaml", "sim")));
    }

    private static void AssertHas(IReadOnlyList<RigError> errors, string position, string message) => Assert.IsTrue(
        errors.Any(error => $"{error.Mark}".EndsWith(position, StringComparison.Ordinal) && error.Message.Contains(message, StringComparison.Ordinal)),
        string.Join("\n", errors));

    private static IReadOnlyList<RigError> Errors(string text)
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "test.yaml");
        File.WriteAllText(path, text);
        return RigFileReader.TryRead(path, out _);
    }
}
