using System;
using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>Standard output and standard input of the process, without buffering.</summary>
public unsafe struct LinuxConsole : IConsole
{
    private const int StandardInput = 0;
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private const int Interrupted = 4;
    private const int TryAgain = 11;
    private const int WaitForever = -1;

    /// <inheritdoc/>
    public readonly Status Write(ReadOnlySpan<byte> data) => Write(StandardOutput, data);

    /// <summary>Writes to the process's standard error.</summary>
    /// <inheritdoc cref="Write(ReadOnlySpan{byte})"/>
    public readonly Status WriteError(ReadOnlySpan<byte> data) => Write(StandardError, data);

    /// <summary>Whether systemd's journal reads what the process writes, and wants levels in front of lines: sd-daemon(3).</summary>
    public static bool IsJournal
    {
        get
        {
            fixed (byte* name = "JOURNAL_STREAM\0"u8)
                return getenv(name) != null;
        }
    }

    /// <summary>Writes a line if it can be written at once; else it is lost. Two system calls.</summary>
    /// <param name="line">Fewer bytes than a pipe takes in one piece: 4,096.</param>
    public readonly void WriteIfRoom(ReadOnlySpan<byte> line)
    {
        PollDescriptor descriptor = new() { FileDescriptor = StandardOutput, Events = PollDescriptor.Writable };
        if (poll(&descriptor, 1, 0) != 1)
            return;
        fixed (byte* start = line)
            _ = write(StandardOutput, start, (nuint)line.Length);
    }

    private static Status Write(int file, ReadOnlySpan<byte> data)
    {
        fixed (byte* start = data)
        {
            int written = 0;
            while (written < data.Length)
            {
                nint count = write(file, start + written, (nuint)(data.Length - written));
                if (count > 0)
                    written += (int)count;
                else if (count == 0 || !MayTryAgain(file))
                    return Status.IoError;
            }
        }
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly bool TryRead(out byte value)
    {
        byte received = 0;
        PollDescriptor descriptor = new() { FileDescriptor = StandardInput, Events = PollDescriptor.Readable };
        bool hasByte = poll(&descriptor, 1, 0) == 1 && read(StandardInput, &received, 1) == 1;
        value = hasByte ? received : (byte)0;
        return hasByte;
    }

    /// <summary>After a failed write: whether the next may succeed, because of a signal or once a non-blocking pipe has room.</summary>
    private static bool MayTryAgain(int file)
    {
        int error = *__errno_location();
        if (error != TryAgain)
            return error == Interrupted;
        PollDescriptor descriptor = new() { FileDescriptor = file, Events = PollDescriptor.Writable };
        return poll(&descriptor, 1, WaitForever) == 1;
    }

    // The names and types of POSIX; the functions are in glibc and musl.
    [DllImport("libc")]
    private static extern nint write(int fileDescriptor, byte* data, nuint count);

    [DllImport("libc")]
    private static extern nint read(int fileDescriptor, byte* data, nuint count);

    [DllImport("libc")]
    private static extern byte* getenv(byte* name);

    [DllImport("libc")]
    private static extern int poll(PollDescriptor* descriptors, nuint count, int timeoutMilliseconds);

    [DllImport("libc")]
    private static extern int* __errno_location();
}
