using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;

namespace Nf.Rig.Tests;

/// <summary>A headless Chromium, driven by its DevTools protocol: one page, and what it complained about or fetched.</summary>
internal sealed class DevTools : IDisposable
{
    public const string Program = "/usr/bin/chromium-headless-shell";

    private const string Announcement = "DevTools listening on ";

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(60));
    private readonly ClientWebSocket _socket = new();
    private readonly Process _process;
    private readonly string _session;
    private int _calls;

    /// <summary>Starts it.</summary>
    /// <param name="profile">A folder of its own.</param>
    public DevTools(string profile)
    {
        ProcessStartInfo start = new(Program,
            ["--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank"])
        {
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _socket.ConnectAsync(Address(_process.StandardError), _limit.Token).GetAwaiter().GetResult();
        string target = (string)Call("Target.createTarget", new JsonObject { ["url"] = "about:blank" })["targetId"]!;
        _session = "";
        _session = (string)Call("Target.attachToTarget", new JsonObject { ["targetId"] = target, ["flatten"] = true })["sessionId"]!;
        foreach (string domain in new[] { "Page", "Runtime", "Log", "Network" })
            Call($"{domain}.enable");
    }

    /// <summary>Messages of the console, exceptions and refusals of the page's policy.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Addresses that the page fetched, itself among them.</summary>
    public List<string> Fetched { get; } = [];

    /// <summary>Shows a page at a width, in light or dark colours.</summary>
    public void Show(string page, int width, bool isDark)
    {
        Call("Emulation.setDeviceMetricsOverride", new JsonObject
        {
            ["width"] = width, ["height"] = 800, ["deviceScaleFactor"] = 1, ["mobile"] = false,
        });
        JsonArray features = [new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" }];
        Call("Emulation.setEmulatedMedia", new JsonObject { ["features"] = features });
        Call("Page.navigate", new JsonObject { ["url"] = new Uri(page).AbsoluteUri });
        while ((string?)Receive()["method"] != "Page.loadEventFired")
            continue;
    }

    /// <summary>What an expression of JavaScript is in the page.</summary>
    public JsonNode? Evaluate(string expression)
    {
        JsonObject result = Call("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true });
        return result["exceptionDetails"] == null
            ? result["result"]!["value"]
            : throw new InvalidOperationException(result["exceptionDetails"]!.ToJsonString());
    }

    /// <summary>Writes a picture of the whole page.</summary>
    public void Picture(string path)
    {
        JsonObject answer = Call("Page.captureScreenshot", new JsonObject { ["captureBeyondViewport"] = true });
        File.WriteAllBytes(path, Convert.FromBase64String((string)answer["data"]!));
    }

    public void Dispose()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _limit.Dispose();
    }

    private static Uri Address(StreamReader errors)
    {
        while (errors.ReadLine() is string line)
        {
            if (line.StartsWith(Announcement, StringComparison.Ordinal))
                return new Uri(line[Announcement.Length..]);
        }
        throw new InvalidOperationException("the browser did not start");
    }

    private JsonObject Call(string method, JsonObject? parameters = null)
    {
        int call = ++_calls;
        JsonObject request = new() { ["id"] = call, ["method"] = method, ["params"] = parameters ?? [] };
        if (!string.IsNullOrEmpty(_session))
            request["sessionId"] = _session;
        _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(request), WebSocketMessageType.Text, true, _limit.Token).GetAwaiter().GetResult();
        JsonObject answer;
        do
            answer = Receive();
        while ((int?)answer["id"] != call);
        return answer["result"]?.AsObject() ?? throw new InvalidOperationException(answer.ToJsonString());
    }

    private JsonObject Receive()
    {
        using MemoryStream message = new();
        byte[] buffer = new byte[65536];
        for (bool isWhole = false; !isWhole;)
        {
            ValueWebSocketReceiveResult part = _socket.ReceiveAsync(buffer.AsMemory(), _limit.Token).AsTask().GetAwaiter().GetResult();
            message.Write(buffer, 0, part.Count);
            isWhole = part.EndOfMessage;
        }
        JsonObject received = JsonNode.Parse(message.ToArray())!.AsObject();
        Note(received);
        return received;
    }

    private void Note(JsonObject received)
    {
        string? method = (string?)received["method"];
        if (method == "Network.requestWillBeSent")
            Fetched.Add((string)received["params"]!["request"]!["url"]!);
        if (method is "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded")
            Complaints.Add(received["params"]!.ToJsonString());
    }
}
