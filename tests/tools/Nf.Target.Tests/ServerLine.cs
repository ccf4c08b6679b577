using System;
using System.Net.Sockets;
using Nf.Platform;

namespace Nf.Target.Tests;

/// <summary>The target's end of a connection, which may break after some bytes.</summary>
internal readonly struct ServerLine(Socket socket, BreakPoint breakPoint) : IByteLine
{
    public Status Read(Span<byte> buffer, out int bytes)
    {
        bytes = 0;
        if (!socket.Poll(1000, SelectMode.SelectRead)) return Status.Ok;
        bytes = socket.Receive(buffer, SocketFlags.None, out SocketError error);
        return error == SocketError.Success && bytes > 0 && !breakPoint.IsReached(bytes) ? Status.Ok : Status.IoError;
    }

    public Status Write(ReadOnlySpan<byte> data, out int bytes)
    {
        bytes = socket.Send(data, SocketFlags.None, out SocketError error);
        return error == SocketError.Success ? Status.Ok : Status.IoError;
    }
}
