using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Nf.Runtime;

namespace Nf.OnTarget.Child;

/// <summary>
/// Managed code that dereferences null before, between and after guests that fault, and in host functions that they call: each must end in
/// the exception that .NET makes of it.
/// </summary>
internal static unsafe class NullReferences
{
    private static int s_failures;
    private static int s_caught;

    /// <summary>Runs.</summary>
    /// <param name="threads">How many at once.</param>
    /// <param name="rounds">Of each.</param>
    public static Status Run(int threads, int rounds)
    {
        ThreadRoom.Prepare(["traps", "stacks"]);
        Thread[] running = new Thread[threads];
        for (int i = 0; i < threads; i++)
        {
            running[i] = new Thread(() => RunRounds(rounds), (int)ThreadRoom.NativeStackBytes + (256 << 10));
            running[i].Start();
        }

        foreach (Thread thread in running) thread.Join();
        Console.WriteLine($"null-references {s_caught} {s_failures}");
        return s_failures == 0 ? Status.Ok : Status.TestFailed;
    }

    /// <summary>Native code dereferences null after a guest has faulted: nobody caught such a thing before, so it ends the process.</summary>
    public static Status FaultInNativeCode()
    {
        ThreadRoom.Prepare(["traps", "stacks"]);
        ThreadRoom room = new();
        Trap(room, "store-beyond");
        Console.WriteLine("trapped");
        return (Status)(int)strlen(null);
    }

    private static void RunRounds(int rounds)
    {
        ThreadRoom room = new();
        for (int round = 0; round < rounds; round++)
        {
            Expect(Provoke(), "before");
            Trap(room, "store-beyond");
            Expect(Provoke(), "between");
            CallHost(room);
            Trap(room, "load-beyond");
            Expect(Provoke(), "after");
        }
    }

    private static void Trap(ThreadRoom room, string export)
    {
        Status status = room.Make<Host>("traps", out Instance guest);
        if (status == Status.Ok) status = ThreadRoom.Call(in guest, export, "i:", 65536, out _);
        Expect(status == Status.TrapOutOfBoundsMemory, $"{export}: {status}");
    }

    private static void CallHost(ThreadRoom room)
    {
        Status status = room.Make<Host>("stacks", out Instance guest);
        ulong result = 0;
        if (status == Status.Ok) status = ThreadRoom.Call(in guest, "reenter", "i:i", 0, out result);
        Expect(status == Status.Ok && result == 1, $"in a host function: {status}");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Provoke(int[]? nothing = null)
    {
        try
        {
            return nothing!.Length < 0;
        }
        catch (NullReferenceException)
        {
            Interlocked.Increment(ref s_caught);
            return true;
        }
    }

    private static void Expect(bool condition, string what)
    {
        if (condition) return;
        Interlocked.Increment(ref s_failures);
        Console.WriteLine("FAILED " + what);
    }

    [DllImport("libc")]
    private static extern nint strlen(byte* text);

    private readonly struct Host : IHostFunctions
    {
        public static Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function)
        {
            if (!name.SequenceEqual("reenter"u8)) return HostileHost.Find(module, name, out function);
            function = new HostFunction(":i"u8, &Dereference);
            return Status.Ok;
        }

        [UnmanagedCallersOnly]
        private static int Dereference(HostCall* call)
        {
            call->Return(Provoke() ? 1 : 0);
            return (int)Status.Ok;
        }
    }
}
