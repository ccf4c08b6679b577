using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Rig.Tests;

[TestClass]
public sealed class JUnitTests
{
    [TestMethod]
    public void Every_report_is_valid_by_the_schema()
    {
        XmlSchemaSet schemas = new();
        using Stream schema = typeof(JUnitTests).Assembly.GetManifestResourceStream("junit.xsd")!;
        schemas.Add(null, XmlReader.Create(schema));
        XDocument report = XDocument.Parse(JUnitReport.Of([SampleRuns.Passed, SampleRuns.Failed, SampleRuns.Forged]));
        report.Validate(schemas, (_, wrong) => Assert.Fail(wrong.Message));
        Assert.HasCount(3, report.Root!.Elements("testsuite").ToArray());
    }

    [TestMethod]
    public void Verdicts_are_counted_and_told()
    {
        XElement suite = XDocument.Parse(JUnitReport.Of([SampleRuns.Failed])).Root!.Element("testsuite")!;
        Assert.AreEqual("3 1 0 1", $"{(string?)suite.Attribute("tests")} {(string?)suite.Attribute("failures")} "
            + $"{(string?)suite.Attribute("errors")} {(string?)suite.Attribute("skipped")}");
        Assert.AreEqual("2026-03-01T10:30:15", (string?)suite.Attribute("timestamp"), "UTC");
        Assert.AreEqual("8", (string?)suite.Element("properties")!.Elements().Single(one => (string?)one.Attribute("name") == "seed").Attribute("value"));
        XElement[] cases = [.. suite.Elements("testcase")];
        Assert.IsFalse(cases[0].HasElements);
        Assert.AreEqual("12", (string?)cases[1].Attribute("line"));
        Assert.AreEqual("0.500", (string?)cases[1].Attribute("time"));
        Assert.AreEqual("heater was 0 for 500 ms", (string?)cases[1].Element("failure")!.Attribute("message"));
        Assert.AreEqual("""
            rigs/thermostat.yaml:12: heater was 0 for 500 ms
            expected: heater 1
            seen: heater 0
            at: 0.500 s
            seed: 8
            again: nf rig replay build/rig/run.json

            """, cases[1].Element("failure")!.Value);
        Assert.AreEqual("a step before it failed", (string?)cases[2].Element("skipped")!.Attribute("message"));
        StringAssert.Contains(suite.Element("system-out")!.Value, "4.600 s  place 0  error  sensor lost, heater off\n");
    }
}
