using System.Runtime.InteropServices;

namespace Nf.FirmwareHost;

/// <summary>Where the script comes from: the file that the program's first argument names, mapped as a whole.</summary>
internal static unsafe class ScriptSource
{
    // fcntl.h, unistd.h and linux/mman.h: the same numbers on x86-64, arm64 and arm.
    private const int ReadOnly = 0;
    private const int SeekEnd = 2;
    private const int ProtectionRead = 0x1;
    private const int MapPrivate = 0x02;

    /// <summary>Finds the script.</summary>
    /// <param name="argumentCount">Number of arguments, the program's name among them.</param>
    /// <param name="arguments">They, each ending with 0.</param>
    /// <param name="script">Its first byte; it stays mapped.</param>
    /// <param name="bytes">Its size.</param>
    /// <returns>Ok, Usage without an argument, FileNotFound or FileUnreadable.</returns>
    public static Status Open(int argumentCount, byte** arguments, out byte* script, out int bytes)
    {
        script = null;
        bytes = 0;
        if (argumentCount < 2) return Status.Usage;
        int file = OpenFile(arguments[1], ReadOnly);
        if (file < 0) return Status.FileNotFound;
        nint end = Seek(file, 0, SeekEnd);
        nint address = end <= 0 || end > int.MaxValue ? -1 : Map(0, (nuint)end, ProtectionRead, MapPrivate, file, 0);
        if (address == -1) return Status.FileUnreadable;
        script = (byte*)address;
        bytes = (int)end;
        return Status.Ok;
    }

    // Without a mode it takes two arguments, and variadic ones are passed as others are on all three.
    [DllImport("libc", EntryPoint = "open")]
    private static extern int OpenFile(byte* path, int flags);

    [DllImport("libc", EntryPoint = "lseek")]
    private static extern nint Seek(int file, nint offset, int from);

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern nint Map(nint address, nuint bytes, int protection, int flags, int file, nint offset);
}
