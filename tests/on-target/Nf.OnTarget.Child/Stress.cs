using System;
using System.Threading;
using Nf.Runtime;

namespace Nf.OnTarget.Child;

/// <summary>
/// Many threads, on each a guest after the other that traps in another way, with calls as deep as the native stack lets them.
/// </summary>
internal static class Stress
{
    // What .NET needs of a thread's stack beside what the guest may use.
    private const int ThreadStackBytes = (int)ThreadRoom.NativeStackBytes + (256 << 10);

    private static readonly (string Module, string Export, Status Expected)[] s_cases =
    [
        ("traps", "unreachable", Status.TrapUnreachable),
        ("stacks", "call-direct", Status.TrapStackOverflow),
        ("traps", "store-beyond", Status.TrapOutOfBoundsMemory),
        ("stacks", "call-mutual", Status.TrapStackOverflow),
        ("traps", "divide-zero", Status.TrapDivideByZero),
        ("stacks", "call-indirect", Status.TrapStackOverflow),
        ("traps", "copy-wrapping", Status.TrapOutOfBoundsMemory),
        ("stacks", "call-in-loops", Status.TrapStackOverflow),
        ("traps", "null-element", Status.TrapNullElement),
        ("stacks", "call-big-frames", Status.TrapStackOverflow),
        ("traps", "truncate-nan", Status.TrapInvalidConversion),
        ("traps", "memory-bomb", Status.TrapOutOfBoundsMemory),
    ];

    private static int s_failures;

    /// <summary>Runs.</summary>
    /// <param name="threads">How many at once.</param>
    /// <param name="rounds">Guests that each thread makes.</param>
    /// <returns>Ok, or TestFailed when a guest ended otherwise than it should.</returns>
    public static Status Run(int threads, int rounds)
    {
        ThreadRoom.Prepare(["traps", "stacks"]);
        using Barrier start = new(threads);
        Thread[] running = new Thread[threads];
        for (int i = 0; i < threads; i++)
        {
            int first = i;
            running[i] = new Thread(() => RunRounds(first, rounds, start), ThreadStackBytes);
            running[i].Start();
        }

        foreach (Thread thread in running) thread.Join();
        Console.WriteLine($"stress {threads * rounds} {s_failures}");
        return s_failures == 0 ? Status.Ok : Status.TestFailed;
    }

    private static void RunRounds(int first, int rounds, Barrier start)
    {
        ThreadRoom room = new();
        start.SignalAndWait();
        for (int round = 0; round < rounds; round++)
        {
            (string module, string export, Status expected) = s_cases[(first + round) % s_cases.Length];
            Expect(expected, Call(room, module, export, "i:", 65536, out _), export);
            Status next = Call(room, "stacks", "wide-guest-at", "i:i", (uint)(round % 8), out ulong result);
            Expect(Status.Ok, next, "the next guest");
            if (result != 118) Expect(Status.Ok, Status.TestFailed, $"the next guest's result {result}");
        }
    }

    private static void Expect(Status expected, Status found, string what)
    {
        if (expected == found) return;
        Interlocked.Increment(ref s_failures);
        Console.WriteLine($"FAILED {what}: expected {expected}, found {found}");
    }

    private static Status Call(ThreadRoom room, string module, string export, string signature, ulong argument, out ulong result)
    {
        result = 0;
        Status status = room.Make<HostileHost>(module, out Instance instance);
        return status == Status.Ok ? ThreadRoom.Call(in instance, export, signature, argument, out result) : status;
    }
}
