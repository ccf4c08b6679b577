using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli.Tests;

namespace Nf.Rig.Tests;

/// <summary>The page in a browser, opened as a file.</summary>
[TestClass]
public sealed class BrowserTests
{
    private static TemporaryFolder? s_folder;
    private static DevTools? s_browser;

    [ClassInitialize]
    public static void Start(TestContext context)
    {
        if (!File.Exists(DevTools.Program))
            return;
        s_folder = new TemporaryFolder();
        s_browser = new DevTools(Path.Combine(s_folder.Path, "profile"));
    }

    [ClassCleanup]
    public static void End()
    {
        s_browser?.Dispose();
        s_folder?.Dispose();
    }

    [TestMethod]
    [DataRow(1200, false)]
    [DataRow(1200, true)]
    [DataRow(400, false)]
    [DataRow(400, true)]
    public void It_fits_the_screen_and_fetches_nothing(int width, bool isDark)
    {
        DevTools browser = Show(width, isDark, SampleRuns.Passed, SampleRuns.Failed, SampleRuns.Forged);
        Assert.IsEmpty(browser.Complaints, string.Join('\n', browser.Complaints));
        Assert.IsEmpty(browser.Fetched.Where(address => !address.StartsWith("file:", StringComparison.Ordinal)
            && !address.StartsWith("data:image/png", StringComparison.Ordinal)).ToArray());
        Assert.AreEqual(1, browser.Fetched.Count(address => address.StartsWith("file:", StringComparison.Ordinal)), "only the page itself");
        Assert.IsTrue((bool)browser.Evaluate("document.documentElement.scrollWidth <= innerWidth")!, "nothing stands out to the right");
        Assert.AreEqual(isDark, (bool)browser.Evaluate("getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255, 255)'")!);
    }

    [TestMethod]
    public void The_plots_of_the_thermostats_rig_show_what_was_recorded()
    {
        RigRun run = RigRuns.Of("thermostat", "sim");
        CollectionAssert.IsSubsetOf(
            new[] { "sensor", "heater", "fuel thermostat", "memory thermostat" }, run.Series.Select(series => series.Name).ToArray());
        AssertCurves(Show(1200, false, run), run);
    }

    [TestMethod]
    public void Every_curve_is_seen()
    {
        DevTools browser = Show(1200, false, SampleRuns.Passed);
        AssertCurves(browser, SampleRuns.Passed);
        Assert.IsTrue((bool)browser.Evaluate("[...document.images].length === 1 && [...document.images].every(i => i.complete && i.naturalWidth > 0)")!);
    }

    [TestMethod]
    [DataRow(1200)]
    [DataRow(400)]
    public void Labels_stand_inside_the_drawing_and_apart(int width)
    {
        DevTools browser = Show(width, false, SampleRuns.Passed);
        JsonNode clashes = browser.Evaluate("""
            (() => {
                const drawing = document.querySelector('svg.plot').getBoundingClientRect();
                const labels = [...document.querySelectorAll('svg.plot text')].filter(text => getComputedStyle(text).display !== 'none')
                    .map(text => ({ text: text.textContent, box: text.getBoundingClientRect() }));
                const out = labels.filter(({ box }) => box.left < drawing.left || box.right > drawing.right + 1 || box.bottom > drawing.bottom + 1);
                const over = labels.filter((a, i) => labels.some((b, j) => j < i && a.box.left < b.box.right && b.box.left < a.box.right
                    && a.box.top + 3 < b.box.bottom && b.box.top + 3 < a.box.bottom));
                const small = labels.filter(({ box }) => box.height < 10);
                return [...out, ...over, ...small].map(label => label.text);
            })()
            """)!;
        Assert.IsEmpty(clashes.AsArray(), clashes.ToJsonString());
    }

    [TestMethod]
    public void Nothing_that_a_guest_wrote_becomes_markup()
    {
        DevTools browser = Show(1200, false, SampleRuns.Forged);
        Assert.AreEqual(0, (int)browser.Evaluate("document.querySelectorAll('script').length")!);
        StringAssert.Contains((string)browser.Evaluate("document.querySelector('.log td:last-child').textContent")!, "</td><script>alert(1)</script> ]]>");
    }

    // A curve for each series, over all of the time, and up and down where its values are not all the same.
    private static void AssertCurves(DevTools browser, RigRun run)
    {
        JsonArray curves = browser.Evaluate("""
            [...document.querySelectorAll('svg.plot path.curve')].map(path => {
                const box = path.getBoundingClientRect();
                return [path.getTotalLength(), box.width, box.height, getComputedStyle(path).stroke]; })
            """)!.AsArray();
        Assert.HasCount(run.Series.Count, curves);
        foreach (JsonNode? curve in curves)
        {
            Assert.IsGreaterThan(500, (double)curve![0]!, "length");
            Assert.IsGreaterThan(500, (double)curve[1]!, "width");
            Assert.AreNotEqual("none", (string)curve[3]!);
        }
        int changing = run.Series.Count(series => series.Points.Select(point => point.Value).Distinct().Count() > 1);
        Assert.AreEqual(changing, curves.Count(curve => (double)curve![2]! > 10), "curves that go up and down");
    }

    private static DevTools Show(int width, bool isDark, params RigRun[] runs)
    {
        if (s_browser == null)
            Assert.Inconclusive($"{DevTools.Program} is not there: apt-get install chromium-headless-shell");
        s_browser.Complaints.Clear();
        s_browser.Fetched.Clear();
        RigReport.Write(s_folder!.Path, runs);
        s_browser.Show(Path.Combine(s_folder.Path, RigReport.HtmlName), width, isDark);
        return s_browser;
    }
}
