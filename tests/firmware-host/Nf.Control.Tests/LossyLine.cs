using System.Collections.Generic;
using System;
using Nf.Platform;

namespace Nf.FirmwareHost.Tests;

/// <summary>How often a line does what. Each is one in so many; 0: never.</summary>
internal readonly record struct Losses(int DropByte, int FlipByte, int RepeatPiece, int HoldPiece);

/// <summary>One direction of a bad line: bytes are lost and changed, pieces come twice or late. The order stays.</summary>
internal sealed class LossyDirection(Random random, Losses losses)
{
    private readonly Queue<(int Due, byte[] Piece)> _held = new();
    private byte[] _last = [];
    private int _time;

    /// <summary>Whatever happened to a byte or piece.</summary>
    public int Faults { get; private set; }

    public void Enter(ReadOnlySpan<byte> data)
    {
        List<byte> piece = [];
        foreach (byte value in data)
        {
            if (Happens(losses.DropByte)) continue;
            piece.Add(Happens(losses.FlipByte) ? (byte)(value ^ (1 << random.Next(8))) : value);
        }

        int due = _time + (Happens(losses.HoldPiece) ? random.Next(1, 1200) : 0);
        _held.Enqueue((due, [.. piece]));
        if (Happens(losses.RepeatPiece)) _held.Enqueue((due, _last));
        _last = [.. piece];
    }

    /// <summary>What arrives now.</summary>
    public byte[] Leave()
    {
        _time++;
        List<byte> arrived = [];
        while (_held.TryPeek(out (int Due, byte[] Piece) next) && next.Due <= _time) arrived.AddRange(_held.Dequeue().Piece);
        return [.. arrived];
    }

    private bool Happens(int oneIn)
    {
        bool happens = oneIn > 0 && random.Next(oneIn) == 0;
        if (happens) Faults++;
        return happens;
    }
}

/// <summary>A line made bad in both directions, the same way for the same seed. Writes are taken, and reads given, in pieces.</summary>
internal readonly struct LossyLine<TLine>(TLine inner, Random random, LossyDirection outward, LossyDirection inward) : IByteLine
    where TLine : struct, IByteLine
{
    public LossyLine(TLine inner, Random random, Losses losses)
        : this(inner, random, new LossyDirection(random, losses), new LossyDirection(random, losses))
    {
    }

    public int Faults => outward.Faults + inward.Faults;

    private readonly Queue<byte> _arrived = new();

    public Status Read(Span<byte> buffer, out int bytes)
    {
        bytes = 0;
        foreach (byte value in outward.Leave()) inner.Write([value], out _);
        Status status = inner.Read(buffer[..random.Next(1, buffer.Length + 1)], out int taken);
        if (status != Status.Ok) return status;
        if (taken > 0) inward.Enter(buffer[..taken]);
        foreach (byte value in inward.Leave()) _arrived.Enqueue(value);
        while (bytes < buffer.Length && _arrived.TryDequeue(out byte value)) buffer[bytes++] = value;
        return Status.Ok;
    }

    public Status Write(ReadOnlySpan<byte> data, out int bytes)
    {
        bytes = random.Next(data.Length + 1);
        if (bytes > 0) outward.Enter(data[..bytes]);
        return Status.Ok;
    }
}
