using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Threading;
using Nf.Errors;

namespace Nf.Emulation;

/// <summary>Speaks with an emulator's monitor: QMP, a JSON object a line (QEMU documentation, interop/qmp-spec).</summary>
public sealed class QmpClient : IDisposable
{
    private static readonly TimeSpan s_answerLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_connectLimit = TimeSpan.FromSeconds(20);

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly StreamReader _reader;
    private readonly StreamWriter _writer;
    private readonly Queue<string> _events = [];

    /// <summary>Connects as soon as the emulator listens.</summary>
    /// <param name="path">The socket's file.</param>
    /// <param name="isAlive">Whether the emulator still runs.</param>
    /// <exception cref="NfException">EmulatorFailed when it does not listen.</exception>
    public QmpClient(string path, Func<bool> isAlive)
    {
        Connect(path, isAlive);
        NetworkStream stream = new(_socket);
        _reader = new StreamReader(stream);
        _writer = new StreamWriter(stream) { AutoFlush = true };
        _ = ReadLine();
        Execute("qmp_capabilities");
    }

    /// <summary>Sets a property of a device.</summary>
    /// <exception cref="NfException">EmulatorFailed when the emulator refuses.</exception>
    public void SetProperty(string devicePath, string property, JsonNode value) =>
        Execute("qom-set", new JsonObject { ["path"] = devicePath, ["property"] = property, ["value"] = value });

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private void Connect(string path, Func<bool> isAlive)
    {
        DateTime end = DateTime.UtcNow + s_connectLimit;
        while (true)
        {
            try
            {
                _socket.Connect(new UnixDomainSocketEndPoint(path));
                return;
            }
            catch (SocketException) when (isAlive() && DateTime.UtcNow < end)
            {
                Thread.Sleep(10);
            }
            catch (SocketException error)
            {
                throw new NfException(Status.EmulatorFailed, "The emulator does not answer at its monitor.", error);
            }
        }
    }

    /// <summary>Has a command of the emulator's monitor for people done.</summary>
    public void ExecuteHuman(string line) => Execute("human-monitor-command", new JsonObject { ["command-line"] = line });

    /// <summary>Has a command done.</summary>
    /// <param name="command">The command.</param>
    /// <param name="arguments">Its arguments; null for none.</param>
    /// <exception cref="NfException">EmulatorFailed when the emulator refuses.</exception>
    public void Execute(string command, JsonObject? arguments = null) => _ = Query(command, arguments);

    /// <summary>Asks for something.</summary>
    /// <inheritdoc cref="Execute"/>
    /// <returns>The answer.</returns>
    public JsonNode? Query(string command, JsonObject? arguments = null)
    {
        JsonObject request = new() { ["execute"] = command };
        if (arguments != null)
            request["arguments"] = arguments;
        _writer.WriteLine(request.ToJsonString());
        JsonObject answer = ReadLine();
        for (; answer["event"] is { } happened; answer = ReadLine())
            _events.Enqueue((string)happened!);
        if (answer["error"]?["desc"] is { } reason)
            throw new NfException(Status.EmulatorFailed, $"The emulator refuses {command}: {reason}.");
        return answer["return"];
    }

    /// <summary>Waits until something happened in the emulator, at any time since the last such event.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="limit">How long at most.</param>
    /// <exception cref="NfException">EmulatorFailed when the emulator ended; TimedOut when it did not happen.</exception>
    public void WaitForEvent(string name, TimeSpan limit)
    {
        for (long begin = Stopwatch.GetTimestamp(); ;)
        {
            while (_events.TryDequeue(out string? happened))
            {
                if (happened == name)
                    return;
            }
            TimeSpan left = limit - Stopwatch.GetElapsedTime(begin);
            JsonObject line = left > TimeSpan.Zero ? ReadLine(left)
                : throw new NfException(Status.TimedOut, $"The emulator does not tell {name} within {limit.TotalSeconds:0.#} s.");
            _events.Enqueue((string?)line["event"] ?? "");
        }
    }

    private JsonObject ReadLine() => ReadLine(s_answerLimit);

    private JsonObject ReadLine(TimeSpan limit)
    {
        // 0 would be without end.
        _socket.ReceiveTimeout = Math.Max(1, (int)limit.TotalMilliseconds);
        try
        {
            if (_reader.ReadLine() is { } line)
                return JsonNode.Parse(line)!.AsObject();
        }
        catch (IOException error)
        {
            if (error.InnerException is SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.WouldBlock })
                throw new NfException(Status.TimedOut, $"The emulator says nothing at its monitor for {limit.TotalSeconds:0.#} s.", error);
        }
        throw new NfException(Status.EmulatorFailed, "The emulator has closed its monitor: it ended, or was told to.");
    }
}
