using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli.Tests;
using Nf.FirmwareHost;
using Nf.Target;
using Nf.Target.Tests;

namespace Nf.Daemon.Tests;

/// <summary>The pages of a daemon that runs, for clients that behave and for others.</summary>
[TestClass]
public sealed class MetricsServerTests : IDisposable
{
    private const int Clients = 100;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly int _port = FreePort();

    public TestContext TestContext { get; set; } = null!;

    public void Dispose() => _http.Dispose();

    private Uri Page(string path) => new($"http://127.0.0.1:{_port}{path}");

    private async Task<OpenMetricsPage> Metrics()
    {
        using HttpResponseMessage answer = await _http.GetAsync(Page("/metrics"), TestContext.CancellationToken);
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.AreEqual("application/openmetrics-text; version=1.0.0; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        return new OpenMetricsPage(await answer.Content.ReadAsStringAsync(TestContext.CancellationToken));
    }

    [TestMethod]
    public async Task Pages_tell_of_guests_that_run_and_of_one_that_was_given_up()
    {
        using TemporaryFolder folder = new();
        using DaemonProcess daemon = new("linux-x64", "--metrics", _port.ToString(CultureInfo.InvariantCulture));
        TestGuests.Load(daemon, NfRun.Example("publisher"), 0, "--activate");
        TestGuests.Load(daemon, TestGuests.Fails(folder), 2, "--confirm");
        using (TargetSession session = daemon.Open())
        {
            SpinWait.SpinUntil(() => session.Guest(2).Info.State == GuestState.GivenUp, TimeSpan.FromSeconds(20));
        }

        OpenMetricsPage page = await Metrics();
        string state = page.Where("nf_guest_state{place=\"2\",name=\"fails\"").Single(sample => sample.Value == 1).Key;
        Assert.EndsWith(",nf_guest_state=\"given_up\"}", state);
        Assert.AreEqual(1, page.Where("nf_guest_state{place=\"0\",name=\"publisher\"").Single(sample => sample.Value == 1).Value);
        Assert.IsGreaterThan(0, page.Where("nf_guest_runs_total{place=\"0\"").Single().Value);
        Assert.AreEqual(1, page.Where("nf_guest_faults_total{place=\"2\"").Single().Value);
        Assert.AreEqual((1.0, 0.0), (page["nf_boots_total"], page["nf_unclean_ends_total"]));
        using (HttpResponseMessage bad = await _http.GetAsync(Page("/health"), TestContext.CancellationToken))
        {
            Assert.AreEqual(HttpStatusCode.ServiceUnavailable, bad.StatusCode);
            Assert.AreEqual("the guest in place 2 was given up\n", await bad.Content.ReadAsStringAsync(TestContext.CancellationToken));
        }

        NfRun.Here("rm", "--place", "2", "--target", daemon.Address).AssertDone();
        using HttpResponseMessage good = await _http.GetAsync(Page("/health"), TestContext.CancellationToken);
        Assert.AreEqual((HttpStatusCode.OK, "ok\n"), (good.StatusCode, await good.Content.ReadAsStringAsync(TestContext.CancellationToken)));
    }

    [TestMethod]
    public async Task Clients_that_send_nonsense_or_nothing_delay_nobody()
    {
        using DaemonProcess daemon = new("linux-x64", "--metrics", _port.ToString(CultureInfo.InvariantCulture));
        TestGuests.Load(daemon, NfRun.Example("publisher"), 0, "--activate");
        OpenMetricsPage before = await Metrics();
        Random random = new(11);
        for (int i = 0; i < Clients; i++)
            SendNonsense(random);
        using (TcpClient silent = new("127.0.0.1", _port))
        {
            OpenMetricsPage during = await Metrics();
            Assert.IsGreaterThan(before["nf_uptime_seconds"] + 1, during["nf_uptime_seconds"], "who says nothing had his time");
        }

        OpenMetricsPage after = await Metrics();
        Assert.IsGreaterThan(Runs(before), Runs(after), "the guest went on");
        // A wait for who is silent would cost it most of its ticks; a busy machine can cost it some.
        Assert.IsLessThan((Runs(after) - Runs(before)) / 4, Misses(after) - Misses(before), "and was in time");
        Assert.IsTrue(daemon.IsListening);
    }

    [TestMethod]
    public async Task An_answer_to_too_much_arrives()
    {
        using DaemonProcess daemon = new("linux-x64", "--metrics", _port.ToString(CultureInfo.InvariantCulture));
        using TcpClient client = new("127.0.0.1", _port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Enumerable.Repeat((byte)'a', 3000).ToArray(), TestContext.CancellationToken);
        byte[] answer = new byte[64];
        int bytes = await stream.ReadAtLeastAsync(answer, 12, throwOnEndOfStream: true, TestContext.CancellationToken);
        Assert.StartsWith("HTTP/1.1 431", Encoding.ASCII.GetString(answer, 0, bytes));
    }

    private static double Runs(OpenMetricsPage page) => page.Where("nf_guest_runs_total{").Single().Value;

    private static double Misses(OpenMetricsPage page) => page.Where("nf_guest_deadline_misses_total{").Single().Value;

    // Bytes of any kind, or a good request, cut somewhere; some go at once, some read a little.
    private void SendNonsense(Random random)
    {
        using TcpClient client = new("127.0.0.1", _port);
        byte[] bytes = new byte[random.Next(1, 2500)];
        random.NextBytes(bytes);
        if (random.Next(2) == 0)
            bytes = Encoding.ASCII.GetBytes("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
        client.Client.SendTimeout = client.Client.ReceiveTimeout = 5000;
        try
        {
            client.Client.Send(bytes, random.Next(bytes.Length + 1), SocketFlags.None);
            // Nothing ends such a request but who sent it.
            if (random.Next(2) == 0)
                client.Client.LingerState = new LingerOption(true, 0);
        }
        catch (SocketException)
        {
            // It has hung up: that is its right.
        }
    }

    private static int FreePort()
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }
}
