using System;
using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>What a service with <c>Type=notify</c> tells systemd. Without systemd nobody listens. Source: sd_notify(3).</summary>
/// <remarks>The messages are sent by nf itself, over the socket that systemd names in the environment: there is no library to link.</remarks>
public unsafe struct ServiceManager
{
    private const int Datagram = 2;
    private const int CloseOnExecute = 0x8_0000;
    private const int NonBlocking = 0x800;
    private const int NoSignal = 0x4000;
    private const ulong NanosecondsPerMicrosecond = 1_000;
    private const ulong MicrosecondsMax = 1_000_000_000_000;

    // One more than the descriptor, so that 0 is none.
    private int _socket;
    private UnixAddress _address;
    private int _addressBytes;

    /// <summary>Whether somebody listens.</summary>
    public readonly bool IsPresent => _socket != 0;

    /// <summary>The longest time between two <see cref="Alive"/> that systemd waits for; 0: it does not wait for any.</summary>
    public ulong WatchdogNanoseconds { get; private set; }

    /// <summary>Finds out who listens, and what he waits for. One system call.</summary>
    public void Open()
    {
        this = default;
        ReadOnlySpan<byte> path = Variable("NOTIFY_SOCKET\0"u8);
        if (path.Length == 0 || path.Length >= UnixAddress.PathBytesMax || path[0] is not ((byte)'/' or (byte)'@'))
            return;
        _address.Family = UnixAddress.Unix;
        path.CopyTo(_address.Path);
        // An abstract name is written with @ and begins with a zero.
        if (path[0] == (byte)'@')
            _address.Path[0] = 0;
        _addressBytes = sizeof(ushort) + path.Length;
        _socket = socket(UnixAddress.Unix, Datagram | NonBlocking | CloseOnExecute, 0) + 1;
        // WATCHDOG_PID names the process that is meant; there it is this one, or none is named.
        if (_socket != 0 && TryDecimal(Variable("WATCHDOG_USEC\0"u8), out ulong microseconds))
            WatchdogNanoseconds = microseconds * NanosecondsPerMicrosecond;
    }

    /// <summary>Tells that the service does what it is for. One system call, as the others.</summary>
    public readonly void Ready() => Send("READY=1"u8);

    /// <summary>Tells that it is about to end.</summary>
    public readonly void Stopping() => Send("STOPPING=1"u8);

    /// <summary>Tells that all is well. A message that is lost costs one: the next one comes.</summary>
    public readonly void Alive() => Send("WATCHDOG=1"u8);

    /// <summary>Tells in one line what it does.</summary>
    /// <param name="text">At most 80 bytes of UTF-8.</param>
    public readonly void Report(scoped ReadOnlySpan<byte> text)
    {
        Span<byte> buffer = stackalloc byte[96];
        Utf8Writer message = new(buffer);
        message.Text("STATUS="u8);
        message.Text(text);
        Send(message.Written);
    }

    private readonly void Send(scoped ReadOnlySpan<byte> message)
    {
        if (_socket == 0)
            return;
        fixed (byte* start = message)
        fixed (UnixAddress* address = &_address)
            _ = sendto(_socket - 1, start, (nuint)message.Length, NoSignal, address, _addressBytes);
    }

    private static ReadOnlySpan<byte> Variable(ReadOnlySpan<byte> name)
    {
        fixed (byte* start = name)
            return CText.Of(getenv(start));
    }

    private static bool TryDecimal(ReadOnlySpan<byte> text, out ulong number)
    {
        number = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is < (byte)'0' or > (byte)'9' || number > MicrosecondsMax)
                return false;
            number = (number * 10) + text[i] - '0';
        }
        return number != 0;
    }

    [DllImport("libc")]
    private static extern byte* getenv(byte* name);

    [DllImport("libc")]
    private static extern int socket(int family, int type, int protocol);

    [DllImport("libc")]
    private static extern nint sendto(int socket, byte* data, nuint count, int flags, UnixAddress* address, int addressBytes);
}
