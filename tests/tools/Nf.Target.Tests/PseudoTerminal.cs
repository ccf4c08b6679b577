using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Nf.Target.Tests;

/// <summary>The far end of a serial line without any wire (pty(7)).</summary>
internal sealed unsafe partial class PseudoTerminal : IDisposable
{
    private const int OpenReadWrite = 0x2;
    private const int OpenNoControllingTerminal = 0x100;
    private const int OpenNonBlocking = 0x800;

    private readonly int _file = posix_openpt(OpenReadWrite | OpenNoControllingTerminal | OpenNonBlocking);
    private bool _isClosed;

    public PseudoTerminal()
    {
        byte* name = stackalloc byte[64];
        if (_file < 0 || grantpt(_file) != 0 || unlockpt(_file) != 0 || ptsname_r(_file, name, 64) != 0) throw new IOException("no pty");
        Path = Marshal.PtrToStringUTF8((nint)name)!;
    }

    /// <summary>The device of the near end.</summary>
    public string Path { get; }

    public Status Read(Span<byte> buffer, out int bytes)
    {
        fixed (byte* start = buffer) bytes = Math.Max(0, (int)read(_file, start, (nuint)buffer.Length));
        return Status.Ok;
    }

    public Status Write(ReadOnlySpan<byte> data, out int bytes)
    {
        fixed (byte* start = data) bytes = Math.Max(0, (int)write(_file, start, (nuint)data.Length));
        return Status.Ok;
    }

    public void Dispose()
    {
        if (!_isClosed) _ = close(_file);
        _isClosed = true;
    }

    [LibraryImport("libc")]
    private static partial int posix_openpt(int flags);

    [LibraryImport("libc")]
    private static partial int grantpt(int file);

    [LibraryImport("libc")]
    private static partial int unlockpt(int file);

    [LibraryImport("libc")]
    private static partial int ptsname_r(int file, byte* name, nuint bytes);

    [LibraryImport("libc")]
    private static partial nint read(int file, byte* buffer, nuint count);

    [LibraryImport("libc")]
    private static partial nint write(int file, byte* buffer, nuint count);

    [LibraryImport("libc")]
    private static partial int close(int file);
}
