using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Nf.FirmwareHost;
using Nf.FirmwareHost.Tests;
using Nf.Platform;

namespace Nf.Target.Tests;

/// <summary>A target in this process: the firmware's own server over a socket, with a host that writes down what it is told.</summary>
internal sealed class ManagedTarget : IDisposable
{
    private readonly Socket _listener;
    private readonly string? _folder;
    private readonly BreakPoint _breakPoint;
    private readonly Thread _thread;
    private ControlServer<FakeHost> _server;
    private volatile bool _isOver;
    private volatile bool _restarts;

    private ManagedTarget(Socket listener, EndPoint end, string? folder, BreakPoint? breakPoint)
    {
        _listener = listener;
        _folder = folder;
        _breakPoint = breakPoint ?? BreakPoint.Never;
        _listener.Bind(end);
        _listener.Listen();
        Address = folder != null ? $"unix:{Path.Combine(folder, "line")}" : $"tcp:{_listener.LocalEndPoint}";
        _server.Initialize(100);
        _thread = new Thread(Serve) { IsBackground = true };
        _thread.Start();
    }

    public HostState State { get; } = new();

    /// <summary>As it stands behind --target.</summary>
    public string Address { get; }

    public static ManagedTarget Unix(BreakPoint? breakPoint = null)
    {
        string folder = Directory.CreateTempSubdirectory("nf-target-").FullName;
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        return new ManagedTarget(socket, new UnixDomainSocketEndPoint(Path.Combine(folder, "line")), folder, breakPoint);
    }

    public static ManagedTarget Tcp(BreakPoint? breakPoint = null)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        return new ManagedTarget(socket, new IPEndPoint(IPAddress.Loopback, 0), null, breakPoint);
    }

    /// <summary>Forgets all sessions, as a target does that restarts; what its host keeps stays.</summary>
    public void Restart() => _restarts = true;

    public void Dispose()
    {
        _isOver = true;
        _listener.Dispose();
        _thread.Join();
        if (_folder != null) Directory.Delete(_folder, recursive: true);
    }

    private void Serve()
    {
        while (!_isOver)
        {
            try
            {
                using Socket socket = _listener.Accept();
                socket.Blocking = false;
                Serve(new ServerLine(socket, _breakPoint));
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // The listener was closed: the test is over. A connection that broke is one that can be made again.
            }
        }
    }

    private void Serve(ServerLine line)
    {
        FakeHost host = new(State);
        MonotonicClock clock = default;
        while (!_isOver)
        {
            if (_restarts)
            {
                _restarts = false;
                _server.Initialize(5000);
            }
            if (_server.Poll(ref host, ref line, clock.NowNanoseconds()) != Status.Ok) return;
        }
    }
}
