using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Daemon.Tests;

/// <summary>What systemd would hear of a service.</summary>
internal sealed class Notifications : IDisposable
{
    private const int WaitMilliseconds = 30_000;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public Notifications(string folder)
    {
        Path = $"{folder}/notify";
        _socket.Bind(new UnixDomainSocketEndPoint(Path));
    }

    /// <summary>For NOTIFY_SOCKET.</summary>
    public string Path { get; }

    /// <summary>What was told up to a message.</summary>
    public List<string> Until(string message)
    {
        List<string> told = [];
        do
            told.Add(Next(WaitMilliseconds) ?? throw new AssertFailedException($"no {message}, but {string.Join(", ", told)}"));
        while (told[^1] != message);
        return told;
    }

    /// <summary>Forgets what was told before.</summary>
    public void Clear()
    {
        while (_socket.Available > 0)
            _ = Next(WaitMilliseconds);
    }

    /// <summary>The next message; null when none comes.</summary>
    public string? Next(int milliseconds)
    {
        byte[] message = new byte[256];
        if (!_socket.Poll(TimeSpan.FromMilliseconds(milliseconds), SelectMode.SelectRead))
            return null;
        return Encoding.UTF8.GetString(message, 0, _socket.Receive(message));
    }

    public void Dispose()
    {
        _socket.Dispose();
        File.Delete(Path);
    }
}
