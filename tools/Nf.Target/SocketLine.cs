using System;
using System.Net;
using System.Net.Sockets;
using Nf.Errors;

namespace Nf.Target;

/// <summary>A line over a socket: unix, or TCP on this machine.</summary>
public sealed class SocketLine : TargetLine
{
    private readonly Socket _socket;

    private SocketLine(Socket socket) => _socket = socket;

    /// <summary>Connects to a unix socket.</summary>
    /// <param name="path">The socket's file.</param>
    /// <exception cref="NfException">IoError when nobody listens there.</exception>
    public static SocketLine Unix(string path)
    {
        EndPoint end;
        try
        {
            end = new UnixDomainSocketEndPoint(path);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new NfException(Status.Usage, $"unix:{path}: the path is longer than a socket's may be (107 bytes).", error);
        }
        // Else a connection would wait without end for a target that is stuck and takes no more of them.
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        return Connect(socket, end, $"unix:{path}");
    }

    /// <summary>Connects to a TCP port.</summary>
    /// <param name="end">The port.</param>
    /// <exception cref="NfException">IoError when nobody listens there.</exception>
    public static SocketLine Tcp(IPEndPoint end)
    {
        ArgumentNullException.ThrowIfNull(end);
        Socket socket = new(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        return Connect(socket, end, $"tcp:{end}");
    }

    /// <inheritdoc/>
    public override Status Read(Span<byte> buffer, out int bytes)
    {
        bytes = 0;
        try
        {
            if (!_socket.Poll(ReadWaitMilliseconds * 1000, SelectMode.SelectRead))
                return Status.Ok;
            bytes = _socket.Receive(buffer, SocketFlags.None, out SocketError error);
            if (error is SocketError.WouldBlock or SocketError.Interrupted)
                return Status.Ok;
            // What can be read but has no bytes was closed by the other end.
            return error == SocketError.Success && bytes > 0 ? Status.Ok : Status.IoError;
        }
        catch (SocketException)
        {
            return Status.IoError;
        }
    }

    /// <inheritdoc/>
    public override Status Write(ReadOnlySpan<byte> data, out int bytes)
    {
        bytes = _socket.Send(data, SocketFlags.None, out SocketError error);
        if (error == SocketError.Success)
            return Status.Ok;
        bytes = 0;
        return error is SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable ? Status.Ok : Status.IoError;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing) => _socket.Dispose();

    private static SocketLine Connect(Socket socket, EndPoint end, string name)
    {
        try
        {
            socket.Connect(end);
            socket.Blocking = false;
            return new SocketLine(socket);
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new NfException(Status.IoError, $"{name}: {Reason(error.SocketErrorCode)}; is the target running?", error);
        }
    }

    private static string Reason(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "nobody listens there",
        SocketError.AddressNotAvailable => "there is no such socket",
        SocketError.AccessDenied => "this user may not open it",
        SocketError.WouldBlock => "others wait there already",
        _ => $"it cannot be connected to ({error})",
    };
}
