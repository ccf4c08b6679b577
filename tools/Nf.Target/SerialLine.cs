using System;
using System.Runtime.InteropServices;
using Nf.Errors;

namespace Nf.Target;

/// <summary>A serial port of Linux: 115200 baud, 8 data bits, no parity, 1 stop bit, no flow control, raw.</summary>
/// <remarks>Sources: termios(3), open(2), poll(2). The numbers are those of Linux on x64 and ARM.</remarks>
public sealed unsafe partial class SerialLine : TargetLine
{
    private const int OpenReadWrite = 0x2;
    private const int OpenNoControllingTerminal = 0x100;
    private const int OpenNonBlocking = 0x800;
    private const uint Speed115200 = 0x1002;
    private const uint EnableReceiver = 0x80;
    private const uint IgnoreModemLines = 0x800;
    private const short PollIn = 1;
    private const int ErrorTryAgain = 11;
    private const int ErrorInterrupted = 4;
    private const int ErrorNoSuchFile = 2;
    private const int ErrorNoPermission = 13;

    private int _file;

    /// <summary>Opens a port.</summary>
    /// <param name="path">Its device, as /dev/ttyUSB0.</param>
    /// <exception cref="NfException">FileNotFound, FileUnreadable, or InvalidArgument for what is no serial port.</exception>
    public SerialLine(string path)
    {
        _file = open(path, OpenReadWrite | OpenNoControllingTerminal | OpenNonBlocking);
        if (_file < 0)
            throw CannotOpen(path, Marshal.GetLastPInvokeError());
        Settings settings = default;
        if (tcgetattr(_file, ref settings) != 0)
        {
            Dispose();
            throw new NfException(Status.InvalidArgument, $"serial:{path}: this is no serial port.");
        }
        cfmakeraw(ref settings);
        settings.Control |= EnableReceiver | IgnoreModemLines;
        _ = cfsetspeed(ref settings, Speed115200);
        if (tcsetattr(_file, 0, ref settings) == 0)
            return;
        Dispose();
        throw new NfException(Status.IoError, $"serial:{path}: the port does not take 115200 baud 8N1.");
    }

    /// <inheritdoc/>
    public override Status Read(Span<byte> buffer, out int bytes)
    {
        bytes = 0;
        PollEntry entry = new() { File = _file, Events = PollIn };
        int ready = poll(ref entry, 1, ReadWaitMilliseconds);
        if (ready <= 0)
            return ready == 0 || IsTemporary() ? Status.Ok : Status.IoError;
        // Without the bit for bytes it is the one that says that the device went away.
        if ((entry.Answered & PollIn) == 0)
            return Status.IoError;
        fixed (byte* start = buffer)
            bytes = (int)read(_file, start, (nuint)buffer.Length);
        return Taken(ref bytes, isEnd: bytes == 0);
    }

    /// <inheritdoc/>
    public override Status Write(ReadOnlySpan<byte> data, out int bytes)
    {
        fixed (byte* start = data)
            bytes = (int)write(_file, start, (nuint)data.Length);
        return Taken(ref bytes, isEnd: false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing)
    {
        if (_file >= 0)
            _ = close(_file);
        _file = -1;
    }

    private static Status Taken(ref int bytes, bool isEnd)
    {
        if (bytes >= 0)
            return isEnd ? Status.IoError : Status.Ok;
        bytes = 0;
        return IsTemporary() ? Status.Ok : Status.IoError;
    }

    private static bool IsTemporary() => Marshal.GetLastPInvokeError() is ErrorTryAgain or ErrorInterrupted;

    private static NfException CannotOpen(string path, int error) => error switch
    {
        ErrorNoSuchFile => new NfException(Status.FileNotFound, $"serial:{path}: there is no such device; is the board plugged in?"),
        ErrorNoPermission => new NfException(Status.FileUnreadable,
            $"serial:{path}: this user may not open it; `sudo usermod -aG dialout $USER` and a new login allow it."),
        _ => new NfException(Status.FileUnreadable, $"serial:{path}: {Marshal.GetPInvokeErrorMessage(error)}."),
    };

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc")]
    private static partial int close(int file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(int file, byte* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(int file, byte* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(ref PollEntry entries, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc")]
    private static partial int tcgetattr(int file, ref Settings settings);

    [LibraryImport("libc")]
    private static partial int tcsetattr(int file, int when, ref Settings settings);

    [LibraryImport("libc")]
    private static partial void cfmakeraw(ref Settings settings);

    [LibraryImport("libc")]
    private static partial int cfsetspeed(ref Settings settings, uint speed);

    /// <summary>struct termios of glibc: 60 bytes, of which only the control flags are touched here.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 60)]
    private struct Settings
    {
        [FieldOffset(8)]
        public uint Control;
    }

    /// <summary>struct pollfd.</summary>
    private struct PollEntry
    {
        public int File;
        public short Events;
        public short Answered;
    }
}
