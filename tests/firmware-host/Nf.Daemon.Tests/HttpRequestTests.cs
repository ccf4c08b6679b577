using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.FirmwareHost;
using Nf.Platform;

namespace Nf.Daemon.Tests;

[TestClass]
public sealed class HttpRequestTests
{
    [TestMethod]
    [DataRow("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n", HttpAnswer.Metrics)]
    [DataRow("GET /metrics?a=b HTTP/1.0\n\n", HttpAnswer.Metrics)]
    [DataRow("\r\n\r\nGET /health HTTP/1.1\r\n\r\n", HttpAnswer.Health)]
    [DataRow("GET / HTTP/1.1\r\n\r\n", HttpAnswer.NotFound)]
    [DataRow("GET /metricsx HTTP/1.1\r\n\r\n", HttpAnswer.NotFound)]
    [DataRow("POST /metrics HTTP/1.1\r\n\r\n", HttpAnswer.MethodNotAllowed)]
    [DataRow("get /metrics HTTP/1.1\r\n\r\n", HttpAnswer.MethodNotAllowed)]
    [DataRow("GET /metrics HTTP/2\r\n\r\n", HttpAnswer.BadRequest)]
    [DataRow("GET /metrics\r\n\r\n", HttpAnswer.BadRequest)]
    [DataRow("GET metrics HTTP/1.1\r\n\r\n", HttpAnswer.BadRequest)]
    [DataRow("GET  HTTP/1.1\r\n\r\n", HttpAnswer.BadRequest)]
    [DataRow(" \r\n\r\n", HttpAnswer.BadRequest)]
    public void A_request_gets(string text, object answer)
    {
        byte[] request = Encoding.ASCII.GetBytes(text);
        Assert.IsTrue(HttpRequest.IsWhole(request));
        Assert.AreEqual(answer, HttpRequest.Answer(request));
    }

    [TestMethod]
    public void A_request_is_whole_with_its_last_byte()
    {
        byte[] request = Encoding.ASCII.GetBytes("\r\nGET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
        for (int bytes = 0; bytes <= request.Length; bytes++)
            Assert.AreEqual(bytes == request.Length, HttpRequest.IsWhole(request.AsSpan(0, bytes)), $"{bytes} bytes");
    }

    [TestMethod]
    public void Any_bytes_get_an_answer()
    {
        Random random = new(7);
        byte[] alphabet = Encoding.ASCII.GetBytes("GET /metricshealth HTTP/1.1\r\n?\0\u007f");
        byte[] bytes = new byte[64];
        int whole = 0;
        for (int round = 0; round < 200_000; round++)
        {
            Span<byte> request = bytes.AsSpan(0, random.Next(bytes.Length + 1));
            for (int i = 0; i < request.Length; i++)
                request[i] = random.Next(8) == 0 ? (byte)random.Next(256) : alphabet[random.Next(alphabet.Length)];
            whole += HttpRequest.IsWhole(request) ? 1 : 0;
            Assert.IsTrue(Enum.IsDefined(HttpRequest.Answer(request)));
        }

        Assert.IsGreaterThan(1000, whole, "some of them are whole");
    }

    [TestMethod]
    public void The_longest_head_fits()
    {
        foreach (HttpAnswer answer in Enum.GetValues<HttpAnswer>())
        {
            foreach (bool isWell in new[] { false, true })
            {
                Utf8Writer text = new(new byte[HttpHead.BytesMax]);
                HttpHead.Write(answer, isWell, int.MaxValue, ref text);
                Assert.IsFalse(text.IsTruncated, $"{answer}");
            }
        }
    }
}
