using System;
using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>
/// The control line of a process: a socket that one client at a time talks to. Others wait until it has gone. Without a client nothing is
/// read, and what is written is lost, as on a wire that ends nowhere.
/// </summary>
public unsafe struct SocketLine : IByteLine
{
    /// <summary>Bytes of a path at most, the zero included.</summary>
    public const int PathBytesMax = UnixAddress.PathBytesMax;

    // asm-generic/socket.h, fcntl.h and errno.h: the same numbers on x86-64, arm64 and arm.
    private const int InternetFamily = 2;
    private const int Stream = 1;
    private const int NonBlocking = 0x800;
    private const int CloseOnExecute = 0x8_0000;
    private const int SocketLevel = 1;
    private const int ReuseAddress = 2;
    private const int TcpLevel = 6;
    private const int NoDelay = 1;
    private const int NoSignal = 0x4000;
    private const int TryAgain = 11;
    private const int Interrupted = 4;
    private const int AddressInUse = 98;
    private const uint Loopback = 0x0100_007F; // 127.0.0.1 in the order of the network
    private const int OwnerOnly = 0x7F; // the bits that are not given
    private const int Backlog = 4;
    private const int WriteDirection = 1;

    // One more than the descriptor, so that 0 is none.
    private int _listener;
    private int _client;

    /// <summary>Listens at a path, which only the owner can reach. A socket that nobody listens at any more is replaced.</summary>
    /// <param name="path">In UTF-8, ended by a zero, at most <see cref="PathBytesMax"/> bytes.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>; <see cref="Status.InvalidArgument"/>; <see cref="Status.Busy"/> when somebody listens there;
    /// <see cref="Status.IoError"/>.
    /// </returns>
    public Status OpenUnix(ReadOnlySpan<byte> path)
    {
        if (path.Length < 2 || path.Length > PathBytesMax || path[path.Length - 1] != 0)
            return Status.InvalidArgument;
        UnixAddress address = new() { Family = UnixAddress.Unix };
        path.CopyTo(address.Path);
        int former = umask(OwnerOnly);
        Status status = Listen(UnixAddress.Unix, &address, sizeof(UnixAddress));
        if (status == Status.Busy && IsAbandoned(&address))
        {
            _ = unlink((byte*)&address + sizeof(ushort));
            status = Listen(UnixAddress.Unix, &address, sizeof(UnixAddress));
        }
        _ = umask(former);
        return status;
    }

    /// <summary>Listens at a TCP port of 127.0.0.1: nobody outside the machine can reach it, but everybody on it.</summary>
    /// <param name="port">The port.</param>
    /// <returns><see cref="Status.Ok"/>, <see cref="Status.Busy"/> or <see cref="Status.IoError"/>.</returns>
    public Status OpenTcp(ushort port)
    {
        InternetAddress address = new() { Family = InternetFamily, PortHigh = (byte)(port >> 8), PortLow = (byte)port, Address = Loopback };
        return Listen(InternetFamily, &address, sizeof(InternetAddress));
    }

    /// <summary>Stops listening. The path of a socket stays; the next who listens there replaces it. Two system calls.</summary>
    public void Close()
    {
        if (_client != 0)
            DropClient();
        if (_listener != 0)
            _ = close(_listener - 1);
        WakeSet.Remove(_listener - 1);
        _listener = 0;
    }

    /// <summary>Whether a client is there.</summary>
    public readonly bool HasClient => _client != 0;

    /// <summary>Lets the client go, if there is one. One system call.</summary>
    public void HangUp()
    {
        if (_client != 0)
            DropClient();
    }

    /// <summary>Tells the client that nothing more comes; what he still sends can be read. One system call.</summary>
    public readonly void EndWriting()
    {
        if (_client != 0)
            _ = shutdown(_client - 1, WriteDirection);
    }

    /// <inheritdoc/>
    public Status Read(Span<byte> buffer, out int bytes)
    {
        bytes = 0;
        if (_listener == 0)
            return Status.IoError;
        if (_client == 0 && !Accept())
            return Status.Ok;
        nint count;
        fixed (byte* start = buffer)
            count = recv(_client - 1, start, (nuint)buffer.Length, 0);
        if (count > 0)
            bytes = (int)count;
        else if (count == 0 || !IsLater)
            DropClient();
        return Status.Ok;
    }

    /// <inheritdoc/>
    public Status Write(ReadOnlySpan<byte> data, out int bytes)
    {
        bytes = 0;
        if (_listener == 0)
            return Status.IoError;
        if (_client == 0 && !Accept())
        {
            bytes = data.Length;
            return Status.Ok;
        }
        nint count;
        fixed (byte* start = data)
            count = send(_client - 1, start, (nuint)data.Length, NoSignal);
        if (count < 0 && !IsLater)
        {
            // The rest was for the client that has gone, not for the next one.
            bytes = data.Length;
            DropClient();
            return Status.Ok;
        }
        bytes = count < 0 ? 0 : (int)count;
        WakeSet.Add(_client - 1, alsoRoom: bytes < data.Length);
        return Status.Ok;
    }

    private Status Listen(int family, void* address, int addressBytes)
    {
        int listener = socket(family, Stream | NonBlocking | CloseOnExecute, 0);
        if (listener < 0)
            return Status.IoError;
        int on = 1;
        if (family == InternetFamily)
            _ = setsockopt(listener, SocketLevel, ReuseAddress, &on, sizeof(int));
        if (bind(listener, address, addressBytes) != 0 || listen(listener, Backlog) != 0)
        {
            Status status = *__errno_location() == AddressInUse ? Status.Busy : Status.IoError;
            _ = close(listener);
            return status;
        }
        _listener = listener + 1;
        WakeSet.Add(listener, alsoRoom: false);
        return Status.Ok;
    }

    /// <summary>Whether a path is that of a socket at which nobody listens.</summary>
    private static bool IsAbandoned(UnixAddress* address)
    {
        const int NoDevice = 6, Refused = 111;
        // A connection to an ordinary file is refused, too; but only a socket can't be opened for this reason.
        int file = open((byte*)address + sizeof(ushort), NonBlocking | CloseOnExecute);
        bool isSocket = file < 0 && *__errno_location() == NoDevice;
        if (file >= 0)
            _ = close(file);
        int probe = isSocket ? socket(UnixAddress.Unix, Stream | NonBlocking | CloseOnExecute, 0) : -1;
        if (probe < 0)
            return false;
        bool isAbandoned = connect(probe, address, sizeof(UnixAddress)) != 0 && *__errno_location() == Refused;
        _ = close(probe);
        return isAbandoned;
    }

    private bool Accept()
    {
        int client = accept4(_listener - 1, null, null, NonBlocking | CloseOnExecute);
        if (client < 0)
            return false;
        int on = 1;
        // Fails on a unix socket, which never waits for more.
        _ = setsockopt(client, TcpLevel, NoDelay, &on, sizeof(int));
        _client = client + 1;
        // The next client waits; that he is there is nothing to wake up for.
        WakeSet.Remove(_listener - 1);
        WakeSet.Add(client, alsoRoom: false);
        return true;
    }

    private void DropClient()
    {
        WakeSet.Remove(_client - 1);
        _ = close(_client - 1);
        _client = 0;
        WakeSet.Add(_listener - 1, alsoRoom: false);
    }

    private static bool IsLater => *__errno_location() is TryAgain or Interrupted;

    // The names and types of POSIX; the functions are in glibc and musl.
    [DllImport("libc")]
    private static extern int socket(int family, int type, int protocol);

    [DllImport("libc")]
    private static extern int bind(int socket, void* address, int addressBytes);

    [DllImport("libc")]
    private static extern int connect(int socket, void* address, int addressBytes);

    [DllImport("libc")]
    private static extern int listen(int socket, int backlog);

    [DllImport("libc")]
    private static extern int accept4(int socket, void* address, int* addressBytes, int flags);

    [DllImport("libc")]
    private static extern int setsockopt(int socket, int level, int name, void* value, int bytes);

    [DllImport("libc")]
    private static extern nint recv(int socket, byte* data, nuint count, int flags);

    [DllImport("libc")]
    private static extern nint send(int socket, byte* data, nuint count, int flags);

    [DllImport("libc")]
    private static extern int shutdown(int socket, int direction);

    [DllImport("libc")]
    private static extern int open(byte* path, int flags);

    [DllImport("libc")]
    private static extern int close(int file);

    [DllImport("libc")]
    private static extern int unlink(byte* path);

    [DllImport("libc")]
    private static extern int umask(int mask);

    [DllImport("libc")]
    private static extern int* __errno_location();

    /// <summary>struct sockaddr_in.</summary>
    private struct InternetAddress
    {
        public ushort Family;
        public byte PortHigh;
        public byte PortLow;
        public uint Address;
        private ulong _zero;
    }
}
