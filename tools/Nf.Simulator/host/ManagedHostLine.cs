using System;
using System.Collections.Generic;
using Nf.Platform;

namespace Nf.Simulator;

/// <summary>The control line of a <see cref="ManagedHost"/>, as its host sees it: bytes in memory, without loss or delay.</summary>
/// <param name="received">Bytes on their way to the host.</param>
/// <param name="sent">Bytes on their way to the client.</param>
internal readonly struct ManagedHostLine(Queue<byte> received, Queue<byte> sent) : IByteLine
{
    public Status Read(Span<byte> buffer, out int bytes)
    {
        for (bytes = 0; bytes < buffer.Length && received.TryDequeue(out byte next); bytes++)
            buffer[bytes] = next;
        return Status.Ok;
    }

    public Status Write(ReadOnlySpan<byte> data, out int bytes)
    {
        foreach (byte next in data)
            sent.Enqueue(next);
        bytes = data.Length;
        return Status.Ok;
    }
}
