using System;
using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>The watchdog of systemd, for a service with <c>Type=notify</c> and <c>WatchdogSec=</c>. Source: sd_notify(3).</summary>
/// <remarks>The messages are sent by nf itself, over the socket that systemd names in the environment: there is no library to link.</remarks>
public unsafe struct SystemdWatchdog : IWatchdog
{
    private const int Datagram = 2;
    private const int CloseOnExecute = 0x8_0000;
    private const int NonBlocking = 0x800;
    private const int NoSignal = 0x4000;
    private const uint TimeoutMillisecondsMax = 60_000;
    private const int MicrosecondsPerMillisecond = 1_000;

    // One more than the descriptor, so that 0 is none.
    private int _socket;
    private UnixAddress _address;
    private int _addressBytes;

    /// <summary>Tells systemd that the service is ready, and how long it may wait from now on.</summary>
    /// <inheritdoc/>
    public Status Start(uint timeoutMilliseconds)
    {
        if (timeoutMilliseconds is 0 or > TimeoutMillisecondsMax)
            return Status.OutOfRange;
        if (_socket == 0 && !Open())
            return Status.NotFound;
        Span<byte> message = stackalloc byte[48];
        Utf8Writer writer = new(message);
        writer.Text("READY=1\nWATCHDOG_USEC="u8);
        writer.Decimal((ulong)timeoutMilliseconds * MicrosecondsPerMillisecond);
        Send(writer.Written);
        return Status.Ok;
    }

    /// <inheritdoc/>
    public void Feed() => Send("WATCHDOG=1"u8);

    private bool Open()
    {
        byte* path;
        fixed (byte* name = "NOTIFY_SOCKET\0"u8)
            path = getenv(name);
        if (path == null || *path is not ((byte)'/' or (byte)'@'))
            return false;
        int length = 0;
        while (length < UnixAddress.PathBytesMax && path[length] != 0)
            length++;
        if (length == UnixAddress.PathBytesMax)
            return false;
        _address.Family = UnixAddress.Unix;
        new ReadOnlySpan<byte>(path, length).CopyTo(_address.Path);
        // An abstract name is written with @ and begins with a zero.
        if (*path == (byte)'@')
            _address.Path[0] = 0;
        _addressBytes = sizeof(ushort) + length;
        _socket = socket(UnixAddress.Unix, Datagram | NonBlocking | CloseOnExecute, 0) + 1;
        return _socket != 0;
    }

    /// <summary>A message that is lost costs one feed: the next one comes.</summary>
    private void Send(ReadOnlySpan<byte> message)
    {
        if (_socket == 0)
            return;
        fixed (byte* start = message)
        fixed (UnixAddress* address = &_address)
            _ = sendto(_socket - 1, start, (nuint)message.Length, NoSignal, address, _addressBytes);
    }

    [DllImport("libc")]
    private static extern byte* getenv(byte* name);

    [DllImport("libc")]
    private static extern int socket(int family, int type, int protocol);

    [DllImport("libc")]
    private static extern nint sendto(int socket, byte* data, nuint count, int flags, UnixAddress* address, int addressBytes);
}
