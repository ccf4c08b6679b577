using System;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Nf.Errors;
using Nf.Platform;

namespace Nf.Simulator;

/// <summary>Runs code that calls a guest on a stack of its own, so that the engine's bound on the native stack holds.</summary>
public static unsafe class GuestThreadRunner
{
    // Between the engine's bound and the end of the stack: what the host's own frames and a host function below the guest need.
    private const int HostStackBytes = 4 << 20;

    /// <summary>Runs an action and waits for it; what it throws is thrown here.</summary>
    /// <param name="nativeStackBytes">What the engine may use.</param>
    /// <param name="action">Runs once.</param>
    public static void Run(uint nativeStackBytes, Action action)
    {
        Work work = new(action);
        GCHandle handle = GCHandle.Alloc(work);
        try
        {
            Status status = GuestThread.Run(&Enter, GCHandle.ToIntPtr(handle), checked((int)nativeStackBytes + HostStackBytes));
            if (status != Status.Ok)
                throw new NfException(status, $"A thread with {nativeStackBytes} bytes of native stack cannot be made.");
        }
        finally
        {
            handle.Free();
        }
        work.Error?.Throw();
    }

    [UnmanagedCallersOnly]
    private static void Enter(nint handle)
    {
        Work work = (Work)GCHandle.FromIntPtr(handle).Target!;
        try
        {
            work.Action();
        }
        catch (Exception error)
        {
            work.Error = ExceptionDispatchInfo.Capture(error);
        }
    }

    private sealed class Work(Action action)
    {
        public Action Action { get; } = action;

        public ExceptionDispatchInfo? Error { get; set; }
    }
}
