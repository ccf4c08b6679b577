using System;
using System.Runtime.InteropServices;
using Nf.Fuzz;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>The entry of the image that runs batches of the fuzzer: Linux only, its argument is the batch's file.</summary>
internal static unsafe class Program
{
    // linux/mman.h and fcntl.h: the same numbers on x86-64, arm64 and arm.
    private const int Read = 0x1, ReadWrite = 0x3, Private = 0x02, PrivateAnonymous = 0x22, ReadOnly = 0, FromEnd = 2;

    private static byte* s_batch;
    private static int s_bytes;
    private static Status s_status;

    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments)
    {
        if (argumentCount != 2) return (int)Status.Usage;
        int file = Open(arguments[1], ReadOnly);
        if (file < 0) return (int)Status.FileNotFound;
        s_bytes = (int)Seek(file, 0, FromEnd);
        nint batch = s_bytes > 0 ? Map(0, (nuint)s_bytes, Read, Private, file, 0) : -1;
        if (batch == -1) return (int)Status.FileUnreadable;
        s_batch = (byte*)batch;
        Status status = GuestThread.Run(&Run, 0, BoardConstants.GuestThreadStackBytes);
        return (int)(status == Status.Ok ? s_status : status);
    }

    [UnmanagedCallersOnly]
    private static void Run(nint argument)
    {
        nint arena = Map(0, CaseRoom.ArenaBytes, ReadWrite, PrivateAnonymous, -1, 0);
        nint memory = Map(0, CaseRoom.MemoryBytes, ReadWrite, PrivateAnonymous, -1, 0);
        s_status = Status.OutOfMemory;
        if (arena == -1 || memory == -1) return;
        BatchRunner<Console> runner = new(new CaseRoom { Arena = (byte*)arena, Memory = (byte*)memory }, default);
        s_status = runner.Run(s_batch, s_bytes);
    }

    private readonly struct Console : ICaseReport
    {
        public void Line(ReadOnlySpan<byte> line)
        {
            fixed (byte* bytes = line) BoardImports.ConsoleWrite(bytes, line.Length);
        }
    }

    [DllImport("libc", EntryPoint = "open")]
    private static extern int Open(byte* path, int flags);

    [DllImport("libc", EntryPoint = "lseek")]
    private static extern nint Seek(int file, nint offset, int from);

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern nint Map(nint address, nuint bytes, int protection, int flags, int file, nint offset);
}
