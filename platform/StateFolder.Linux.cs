using System;
using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>The folder with everything of a process that outlives it. One process at a time has it.</summary>
public static unsafe class StateFolder
{
    /// <summary>Bytes of a path in the folder at most, the zero included.</summary>
    public const int PathBytesMax = 240;

    // asm-generic/fcntl.h, sys/file.h and errno.h: the same numbers on x86-64, arm64 and arm.
    private const int ReadWrite = 0x2;
    private const int Create = 0x40;
    private const int CloseOnExecute = 0x8_0000;
    private const int FileForOwner = 0x180; // rw-------
    private const int FolderForOwner = 0x1C0; // rwx------
    private const int Exclusive = 2;
    private const int DoNotWait = 4;
    private const int FileExists = 17;
    private const int WouldBlock = 11;

    /// <summary>
    /// Takes the folder, and makes it if it is not there, for its owner only. It stays taken until the process ends, however it ends.
    /// </summary>
    /// <param name="folder">In UTF-8; what it lies in has to be there.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>; <see cref="Status.Busy"/> when another process has it; <see cref="Status.FileUnreadable"/>;
    /// <see cref="Status.InvalidArgument"/> when it is too long.
    /// </returns>
    public static Status Take(ReadOnlySpan<byte> folder)
    {
        Span<byte> buffer = stackalloc byte[PathBytesMax];
        Status status = PathOf(folder, default, buffer, out _);
        if (status != Status.Ok)
            return status;
        fixed (byte* name = buffer)
        {
            if (mkdir(name, FolderForOwner) != 0 && *__errno_location() != FileExists)
                return Status.FileUnreadable;
        }
        status = PathOf(folder, "lock"u8, buffer, out _);
        return status == Status.Ok ? Lock(buffer) : status;
    }

    /// <summary>The path of a file in the folder. O(bytes).</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The file; empty: the folder itself.</param>
    /// <param name="buffer">Where the path goes.</param>
    /// <param name="path">The path, which a zero ends.</param>
    /// <returns><see cref="Status.Ok"/>, or <see cref="Status.InvalidArgument"/> when it does not fit or is empty.</returns>
    public static Status PathOf(ReadOnlySpan<byte> folder, ReadOnlySpan<byte> name, Span<byte> buffer, out ReadOnlySpan<byte> path)
    {
        Utf8Writer writer = new(buffer);
        writer.Text(folder);
        if (name.Length != 0)
            writer.Byte((byte)'/');
        writer.Text(name);
        writer.Byte(0);
        path = writer.Written;
        return writer.IsTruncated || folder.Length == 0 ? Status.InvalidArgument : Status.Ok;
    }

    // The file stays open, and is not removed: a lock on a removed file keeps nobody out.
    private static Status Lock(ReadOnlySpan<byte> path)
    {
        int file;
        fixed (byte* name = path)
            file = open(name, ReadWrite | Create | CloseOnExecute, FileForOwner);
        if (file < 0)
            return Status.FileUnreadable;
        if (flock(file, Exclusive | DoNotWait) == 0)
            return Status.Ok;
        Status status = *__errno_location() == WouldBlock ? Status.Busy : Status.FileUnreadable;
        _ = close(file);
        return status;
    }

    [DllImport("libc")]
    private static extern int mkdir(byte* path, uint mode);

    [DllImport("libc")]
    private static extern int open(byte* path, int flags, int mode);

    [DllImport("libc")]
    private static extern int flock(int file, int operation);

    [DllImport("libc")]
    private static extern int close(int file);

    [DllImport("libc")]
    private static extern int* __errno_location();
}
