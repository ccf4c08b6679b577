using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Rig.Tests;

[TestClass]
public sealed partial class HtmlTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [TestMethod]
    public void It_says_what_failed_where_and_how_to_see_it_again()
    {
        XElement page = Page(SampleRuns.Failed);
        string failure = page.Descendants("div").Single(part => (string?)part.Attribute("class") == "failure").Value;
        foreach (string part in new[] { "Step 2: expect heater 1 within 500ms", "rigs/thermostat.yaml:12", "heater was 0 for 500 ms", "heater 0" })
            StringAssert.Contains(failure, part);
        string all = page.Value;
        foreach (string part in new[] { "✗ failed", "8", "nf rig replay build/rig/run.json", "sensor lost, heater off", "1 of 3 steps passed, 1 failed, 1 skipped" })
            StringAssert.Contains(all, part);
        Assert.HasCount(1, page.Descendants(s_svg + "rect").Where(part => (string?)part.Attribute("class") == "failed-span").ToArray());
    }

    [TestMethod]
    public void Pointing_at_a_moment_shows_its_values()
    {
        string[] readings = [.. Page(SampleRuns.Passed).Descendants(s_svg + "rect").Where(part => (string?)part.Attribute("class") == "reader")
            .Select(part => part.Value)];
        Assert.HasCount(101, readings);
        Assert.AreEqual("4.950 s\nsensor: 22.7 °C\nheater: low\nfuel thermostat: 750 units\nfuel neighbour: 0 units\nmemory: 1,536 bytes", readings[50]);
    }

    [TestMethod]
    public void Several_runs_have_an_overview()
    {
        XElement page = Page(SampleRuns.Passed, SampleRuns.Failed);
        XElement overview = page.Descendants("header").Single();
        StringAssert.Contains(overview.Value, "1 passed, 1 failed.");
        StringAssert.Contains(overview.Value, "step 2: heater was 0 for 500 ms");
        string[] ids = [.. page.Descendants().Attributes("id").Select(id => $"#{id.Value}")];
        CollectionAssert.AreEqual(ids, overview.Descendants("a").Select(link => (string?)link.Attribute("href")).ToArray());
        Assert.IsEmpty(Page(SampleRuns.Passed).Descendants("header").ToArray());
    }

    [TestMethod]
    public void The_page_is_small_however_long_the_run_is()
    {
        RigPoint[] points = [.. Enumerable.Range(0, 200_000).Select(i => new RigPoint(i * 1e-3, Math.Sin(i * 0.01)))];
        RigRun run = SampleRuns.Passed with { Series = [new RigSeries("sensor", RigSeries.Celsius, points)] };
        Assert.IsLessThan(200_000, HtmlReport.Of([run]).Length);
    }

    [TestMethod]
    public void Colours_have_contrast()
    {
        foreach (Dictionary<string, string> colours in Palettes())
        {
            string[] grounds = ["ground", "panel"];
            foreach (string ground in grounds)
            {
                foreach (string text in new[] { "text", "quiet", "link", "passed", "failed", "skipped" })
                    AssertContrast(colours, text, ground, 4.5);
                foreach (string line in new[] { "edge", "c0", "c1", "c2", "c3", "c4", "c5" })
                    AssertContrast(colours, line, ground, 3);
            }
            foreach (string verdict in new[] { "passed", "failed", "skipped" })
                AssertContrast(colours, verdict, $"{verdict}-ground", 4.5);
            foreach (string line in new[] { "c0", "c1", "c2", "c3", "c4", "c5" })
                AssertContrast(colours, line, "failed-ground", 3);
            AssertContrast(colours, "text", "failed-ground", 4.5);
        }
    }

    // Each page is well-formed XML, without its first line.
    private static XElement Page(params RigRun[] runs) => XElement.Parse(HtmlReport.Of(runs).Replace("<!DOCTYPE html>", ""));

    private static Dictionary<string, string>[] Palettes()
    {
        Dictionary<string, string>[] palettes = [.. Palette().Matches(HtmlStyle.Sheet).Select(palette =>
            Colour().Matches(palette.Value).ToDictionary(colour => colour.Groups[1].Value, colour => colour.Groups[2].Value))];
        Assert.HasCount(2, palettes);
        return palettes;
    }

    private static void AssertContrast(Dictionary<string, string> colours, string front, string ground, double least)
    {
        double[] both = [.. new[] { Luminance(colours[front]), Luminance(colours[ground]) }.Order()];
        Assert.IsGreaterThanOrEqualTo(least, (both[1] + 0.05) / (both[0] + 0.05), $"{front} {colours[front]} on {ground} {colours[ground]}");
    }

    // WCAG 2.2, relative luminance.
    private static double Luminance(string colour)
    {
        double[] parts = [.. Enumerable.Range(0, 3).Select(i => int.Parse(colour.AsSpan(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }

    [GeneratedRegex(":root \\{[^}]*\\}")]
    private static partial Regex Palette();

    [GeneratedRegex("--([a-z0-9-]+): #([0-9a-f]{6})")]
    private static partial Regex Colour();
}
