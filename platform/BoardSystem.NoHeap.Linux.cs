using System;
using System.Runtime.InteropServices;

namespace Nf.Platform;

public static unsafe partial class BoardSystem
{
    /// <summary>Keeps <see cref="Crash"/> in a file from now on; to be called before <see cref="Start"/>. Four system calls.</summary>
    /// <param name="path">In UTF-8, ended by a zero; a file that is not there is made, for its owner only.</param>
    /// <returns><see cref="Status.Ok"/>, <see cref="Status.InvalidArgument"/> or <see cref="Status.FileUnreadable"/>.</returns>
    public static Status KeepCrash(ReadOnlySpan<byte> path)
    {
        if (path.Length == 0 || path[path.Length - 1] != 0)
            return Status.InvalidArgument;
        fixed (byte* name = path)
            return nf_crash_open(name) == 0 ? Status.Ok : Status.FileUnreadable;
    }

    private static partial void Begin() => nf_crash_begin();

    [DllImport("nf_board")]
    private static extern int nf_crash_open(byte* path);
}
