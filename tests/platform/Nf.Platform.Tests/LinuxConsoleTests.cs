using System;
using System.Runtime.InteropServices;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Platform.Tests;

/// <summary>Each test puts a pipe in the place of standard output or input of the whole process, so none runs beside another.</summary>
[TestClass]
[DoNotParallelize]
public sealed unsafe class LinuxConsoleTests : IDisposable
{
    private const int StandardInput = 0;
    private const int StandardOutput = 1;
    private const int NonBlocking = 0x800;

    private readonly int _savedInput = dup(StandardInput);
    private readonly int _savedOutput = dup(StandardOutput);

    public void Dispose()
    {
        Replace(StandardInput, _savedInput);
        Replace(StandardOutput, _savedOutput);
    }

    [TestMethod]
    public void AFullPipeIsWaitedFor()
    {
        // A pipe holds 64 KB, and a non-blocking one takes a part and then refuses: every way to write less than asked for.
        byte[] data = new byte[1_000_000];
        new Random(7).NextBytes(data);
        byte[] received = new byte[data.Length + 1];
        int receivedCount = 0;
        int reader = ReplaceByPipe(StandardOutput, NonBlocking);
        Thread thread = new(() => receivedCount = ReadToEnd(reader, received));
        thread.Start();
        Status status = default(LinuxConsole).Write(data);
        Replace(StandardOutput, dup(_savedOutput));
        thread.Join();
        Assert.AreEqual(Status.Ok, status);
        Assert.AreEqual(data.Length, receivedCount);
        Assert.IsTrue(received.AsSpan(0, receivedCount).SequenceEqual(data));
    }

    [TestMethod]
    public void AClosedPipeIsAnError()
    {
        int reader = ReplaceByPipe(StandardOutput, 0);
        _ = close(reader);
        Status status = default(LinuxConsole).Write("x"u8);
        Replace(StandardOutput, dup(_savedOutput));
        Assert.AreEqual(Status.IoError, status);
    }

    [TestMethod]
    public void ReadingNeverWaits()
    {
        int* ends = stackalloc int[2];
        Assert.AreEqual(0, pipe2(ends, 0));
        Replace(StandardInput, ends[0]);
        LinuxConsole console = default;
        Assert.IsFalse(console.TryRead(out byte value));
        byte* bytes = stackalloc byte[2] { 0x06, 0xFF };
        Assert.AreEqual(2, write(ends[1], bytes, 2));
        Assert.IsTrue(console.TryRead(out value));
        Assert.AreEqual(0x06, value);
        Assert.IsTrue(console.TryRead(out value));
        Assert.AreEqual(0xFF, value);
        Assert.IsFalse(console.TryRead(out value));
        Assert.AreEqual(0, close(ends[1]));
        Assert.IsFalse(console.TryRead(out value), "the end of the input is no byte");
        Assert.AreEqual(0, value);
    }

    private static int ReplaceByPipe(int standardOutput, int writerFlags)
    {
        const int SetFlags = 4;
        int* ends = stackalloc int[2];
        Assert.AreEqual(0, pipe2(ends, 0));
        Assert.AreEqual(0, fcntl(ends[1], SetFlags, writerFlags));
        Replace(standardOutput, ends[1]);
        return ends[0];
    }

    private static void Replace(int target, int source)
    {
        Assert.AreEqual(target, dup2(source, target));
        Assert.AreEqual(0, close(source));
    }

    private static int ReadToEnd(int fileDescriptor, byte[] data)
    {
        int total = 0;
        fixed (byte* start = data)
        {
            for (nint count; (count = read(fileDescriptor, start + total, (nuint)(data.Length - total))) > 0;)
                total += (int)count;
        }
        _ = close(fileDescriptor);
        return total;
    }

    [DllImport("libc")]
    private static extern int dup(int fileDescriptor);

    [DllImport("libc")]
    private static extern int dup2(int source, int target);

    [DllImport("libc")]
    private static extern int close(int fileDescriptor);

    [DllImport("libc")]
    private static extern int pipe2(int* ends, int flags);

    [DllImport("libc")]
    private static extern int fcntl(int fileDescriptor, int command, int argument);

    [DllImport("libc")]
    private static extern nint read(int fileDescriptor, byte* data, nuint count);

    [DllImport("libc")]
    private static extern nint write(int fileDescriptor, byte* data, nuint count);
}
