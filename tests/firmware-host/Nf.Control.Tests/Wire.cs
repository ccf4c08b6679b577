using System.Collections.Generic;
using System;
using Nf.Platform;

namespace Nf.FirmwareHost.Tests;

/// <summary>Bytes on their way in one direction.</summary>
internal sealed class Wire
{
    private readonly Queue<byte> _bytes = new();

    /// <summary>Bytes that may still be written; no line takes more than it has room for.</summary>
    public int Room { get; set; } = int.MaxValue;

    public int Count => _bytes.Count;

    public int Take(Span<byte> buffer)
    {
        int count = 0;
        while (count < buffer.Length && _bytes.TryDequeue(out byte value)) buffer[count++] = value;
        return count;
    }

    public int Put(ReadOnlySpan<byte> data)
    {
        int count = Math.Min(data.Length, Room);
        for (int i = 0; i < count; i++) _bytes.Enqueue(data[i]);
        if (Room != int.MaxValue) Room -= count;
        return count;
    }
}

/// <summary>One end of a pair of wires.</summary>
internal readonly struct WireEnd(Wire input, Wire output) : IByteLine
{
    public Status Read(Span<byte> buffer, out int bytes)
    {
        bytes = input.Take(buffer);
        return Status.Ok;
    }

    public Status Write(ReadOnlySpan<byte> data, out int bytes)
    {
        bytes = output.Put(data);
        return Status.Ok;
    }
}

/// <summary>A target, the wires to it, and the time: everything moves on when the client has nothing to read.</summary>
internal sealed class World
{
    private ControlServer<FakeHost> _server;

    public World(uint firstSession = 100) => _server.Initialize(firstSession);

    public HostState State { get; } = new();

    public Wire ToTarget { get; } = new();

    public Wire ToClient { get; } = new();

    public ulong Now { get; private set; }

    /// <summary>Steps after which the line breaks.</summary>
    public int StepsLeft { get; set; } = int.MaxValue;

    public ControlCounters Counters => _server.Counters;

    /// <summary>The target forgets everything but what its host keeps.</summary>
    public void RestartServer(uint firstSession) => _server.Initialize(firstSession);

    public Status Step()
    {
        if (StepsLeft-- <= 0) return Status.IoError;
        Now += 1_000_000;
        FakeHost host = new(State);
        WireEnd end = new(ToTarget, ToClient);
        return _server.Poll(ref host, ref end, Now);
    }
}

/// <summary>The client's end.</summary>
internal readonly struct ClientLine(World world) : IByteLine
{
    public Status Read(Span<byte> buffer, out int bytes)
    {
        bytes = world.ToClient.Take(buffer);
        return bytes > 0 ? Status.Ok : world.Step();
    }

    public Status Write(ReadOnlySpan<byte> data, out int bytes)
    {
        bytes = world.ToTarget.Put(data);
        return Status.Ok;
    }
}

/// <summary>The client's clock.</summary>
internal readonly struct WorldClock(World world) : IClock
{
    public ulong NowNanoseconds() => world.Now;
}

/// <summary>Keeps what was streamed.</summary>
internal readonly struct ListSink(List<string> lines) : IStreamSink
{
    public void Log(in LogEntry entry, ReadOnlySpan<byte> text) => lines.Add($"{entry.Level} {System.Text.Encoding.UTF8.GetString(text)}");

    public void Telemetry(in GuestTelemetry telemetry) => lines.Add($"telemetry {telemetry.Place}");
}
