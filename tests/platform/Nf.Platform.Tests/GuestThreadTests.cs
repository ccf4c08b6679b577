using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Platform.Tests;

[TestClass]
public unsafe class GuestThreadTests
{
    private const int Megabyte = 1024 * 1024;

    [TestMethod]
    public void TheFunctionRunsOnAnotherThreadBeforeRunReturns()
    {
        int threadId = 0;
        Assert.AreEqual(Status.Ok, GuestThread.Run(&StoreThreadId, (nint)(&threadId), GuestThread.StackBytesMin));
        Assert.AreNotEqual(0, threadId);
        Assert.AreNotEqual(System.Environment.CurrentManagedThreadId, threadId);
    }

    [TestMethod]
    public void TheStackIsAsLargeAsAskedFor()
    {
        // An ordinary thread has 8 MB or less: this would end the process if the size were not taken.
        int depth = 48 * Megabyte / 1024;
        Assert.AreEqual(Status.Ok, GuestThread.Run(&Descend, (nint)(&depth), 64 * Megabyte));
        Assert.AreEqual(0, depth);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1)]
    [DataRow(GuestThread.StackBytesMin - 1)]
    [DataRow(int.MaxValue)]
    public void AStackSizeOutOfRangeRunsNothing(int stackBytes)
    {
        int threadId = 0;
        Assert.AreEqual(Status.InvalidArgument, GuestThread.Run(&StoreThreadId, (nint)(&threadId), stackBytes));
        Assert.AreEqual(0, threadId);
    }

    [UnmanagedCallersOnly]
    private static void StoreThreadId(nint result) => Volatile.Write(ref *(int*)result, System.Environment.CurrentManagedThreadId);

    [UnmanagedCallersOnly]
    private static void Descend(nint depth) => DescendKilobytes((int*)depth);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte DescendKilobytes(int* depth)
    {
        byte* frame = stackalloc byte[1024];
        frame[*depth % 1024] = 1;
        return --*depth > 0 ? (byte)(DescendKilobytes(depth) + frame[0]) : frame[0];
    }
}
