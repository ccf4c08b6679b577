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

    /// <summary>Writes down that the process ends because it was told to. Two system calls.</summary>
    public static void NoteStop()
    {
        nf_crash_expect(ResetReason.Stop);
        nf_crash_sync();
    }

    private static partial void Begin()
    {
        nf_crash_begin();
        // From here on a loss of power is an end that was not clean.
        nf_crash_sync();
    }

    [DllImport("nf_board")]
    private static extern void nf_crash_sync();

    [DllImport("nf_board")]
    private static extern int nf_crash_open(byte* path);
}
