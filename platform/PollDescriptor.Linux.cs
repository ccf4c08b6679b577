namespace Nf.Platform;

/// <summary>struct pollfd, with its events. Source: poll(2); the same on x86-64, arm64 and arm.</summary>
internal struct PollDescriptor
{
    /// <summary>POLLIN: there is something to read.</summary>
    public const short Readable = 1;

    /// <summary>POLLOUT: there is room to write.</summary>
    public const short Writable = 4;

    /// <summary>Either.</summary>
    public const short ReadableOrWritable = Readable | Writable;

    public int FileDescriptor;
    public short Events;
    public short ReturnedEvents;
}
