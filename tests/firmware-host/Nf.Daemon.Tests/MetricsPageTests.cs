using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.FirmwareHost;
using Nf.Platform;

namespace Nf.Daemon.Tests;

[TestClass]
public sealed class MetricsPageTests
{
    [TestMethod]
    public void The_page_of_a_full_host_is_strict_OpenMetrics_and_fits()
    {
        FullHost host = default;
        Utf8Writer text = new(new byte[MetricsServer.PageBytesMax]);
        MetricsPage<FullHost>.Write(ref host, new ControlCounters { Frames = 7, Streamed = uint.MaxValue }, isOnTime: true, ref text);
        Assert.IsFalse(text.IsTruncated, "eight guests with the longest names and figures fit");
        OpenMetricsPage page = new(Encoding.UTF8.GetString(text.Written));
        string guest = $"{{place=\"3\",name=\"{FullHost.Name}\",version=\"65535.65535.65535\"";
        Assert.AreEqual(1, page[$"nf_guest_state{guest},nf_guest_state=\"running\"}}"]);
        Assert.AreEqual(0, page[$"nf_guest_state{guest},nf_guest_state=\"given_up\"}}"]);
        Assert.AreEqual(uint.MaxValue, page[$"nf_guest_faults_total{guest}}}"]);
        Assert.AreEqual(ulong.MaxValue / 1e9, page[$"nf_guest_response_peak_seconds{guest}}}"], 1e-3);
        Assert.AreEqual(0.000000042, page["nf_uptime_seconds"], 1e-12);
        Assert.AreEqual((3.0, 2.0), (page["nf_boots_total"], page["nf_unclean_ends_total"]));
        Assert.AreEqual(7, page["nf_control_frames_total{kind=\"whole\"}"]);
        Assert.AreEqual(uint.MaxValue, page["nf_budget_refusals_total{crate=\"firmware_host\"}"]);
        Assert.AreEqual(1, page["nf_build_info{version=\"65535.65535.65535\",board=\"board \\\"\\\\?\"}"]);
    }

    [TestMethod]
    public void A_page_that_does_not_fit_is_no_page()
    {
        FullHost host = default;
        Utf8Writer text = new(new byte[4000]);
        MetricsPage<FullHost>.Write(ref host, default, isOnTime: true, ref text);
        Assert.IsTrue(text.IsTruncated);
        Assert.IsFalse(Encoding.UTF8.GetString(text.Written).EndsWith("# EOF\n", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow(true, true, "ok\n")]
    [DataRow(false, false, "a guest missed its deadline\n")]
    public void Health_is_to_be_on_time(bool isOnTime, bool expected, string line)
    {
        FullHost host = default;
        Utf8Writer text = new(new byte[64]);
        Assert.AreEqual(expected, HealthPage<FullHost>.Write(ref host, isOnTime, ref text));
        Assert.AreEqual(line, Encoding.UTF8.GetString(text.Written));
    }
}
