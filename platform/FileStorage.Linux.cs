using System;
using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>A file as storage: pages of 512 bytes, each on the disk before the call that writes it returns.</summary>
/// <remarks>
/// A page may be torn by a power cut, like one of an EEPROM. Not covered: a disk that lies about having written, or that loses the
/// neighbours of a page when power fails.
/// </remarks>
public unsafe struct FileStorage : IBlockStorage
{
    private const uint PageBytes = 512;

    // asm-generic/fcntl.h and errno.h: the same numbers on x86-64, arm64 and arm.
    private const int ReadWrite = 0x2;
    private const int Create = 0x40;
    private const int CloseOnExecute = 0x8_0000;
    private const int OwnerOnly = 0x180;
    private const int Interrupted = 4;

    private int _descriptor;
    private uint _bytes;

    /// <inheritdoc/>
    public readonly StorageGeometry Geometry =>
        new() { Kind = StorageKind.Byte, Bytes = _bytes, ProgramPageBytes = PageBytes };

    /// <summary>Opens a file, or makes one that only its owner may read. Four system calls.</summary>
    /// <param name="path">In UTF-8, ended by a zero.</param>
    /// <param name="bytes">A multiple of 512, below 2 GiB; a file of another size is made this long, and keeps what it has in it.</param>
    /// <returns><see cref="Status.Ok"/>, <see cref="Status.InvalidArgument"/> or <see cref="Status.FileUnreadable"/>.</returns>
    public Status Open(ReadOnlySpan<byte> path, uint bytes)
    {
        if (path.Length == 0 || path[path.Length - 1] != 0 || bytes == 0 || bytes % PageBytes != 0 || bytes > int.MaxValue)
            return Status.InvalidArgument;
        fixed (byte* name = path)
            _descriptor = open(name, ReadWrite | Create | CloseOnExecute, OwnerOnly);
        if (_descriptor < 0)
            return Status.FileUnreadable;
        _bytes = bytes;
        if (ftruncate(_descriptor, (nint)bytes) == 0 && fsync(_descriptor) == 0)
            return Status.Ok;
        Close();
        return Status.FileUnreadable;
    }

    /// <summary>Closes the file, which has to be open. One system call.</summary>
    public void Close()
    {
        _ = close(_descriptor);
        this = default;
    }

    /// <inheritdoc/>
    public readonly Status Read(uint address, Span<byte> data)
    {
        Status status = StorageRange.CheckRead(Geometry, address, data.Length);
        if (status != Status.Ok)
            return status;
        fixed (byte* start = data)
        {
            for (int done = 0; done < data.Length;)
            {
                nint count = pread(_descriptor, start + done, (nuint)(data.Length - done), (nint)address + done);
                if (count > 0)
                    done += (int)count;
                else if (count == 0 || *__errno_location() != Interrupted)
                    return Status.IoError;
            }
        }
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status Program(uint address, ReadOnlySpan<byte> page)
    {
        Status status = StorageRange.CheckProgram(Geometry, address, page.Length);
        if (status != Status.Ok)
            return status;
        fixed (byte* start = page)
        {
            for (int done = 0; done < page.Length;)
            {
                nint count = pwrite(_descriptor, start + done, (nuint)(page.Length - done), (nint)address + done);
                if (count > 0)
                    done += (int)count;
                else if (count == 0 || *__errno_location() != Interrupted)
                    return Status.IoError;
            }
        }
        return fdatasync(_descriptor) == 0 ? Status.Ok : Status.IoError;
    }

    /// <inheritdoc/>
    public readonly Status Erase(uint address) => StorageRange.CheckErase(Geometry, address);

    // The names and types of POSIX; the functions are in glibc and musl.
    [DllImport("libc")]
    private static extern int open(byte* path, int flags, int mode);

    [DllImport("libc")]
    private static extern int close(int file);

    [DllImport("libc")]
    private static extern int ftruncate(int file, nint length);

    [DllImport("libc")]
    private static extern int fsync(int file);

    [DllImport("libc")]
    private static extern int fdatasync(int file);

    [DllImport("libc")]
    private static extern nint pread(int file, byte* data, nuint count, nint offset);

    [DllImport("libc")]
    private static extern nint pwrite(int file, byte* data, nuint count, nint offset);

    [DllImport("libc")]
    private static extern int* __errno_location();
}
