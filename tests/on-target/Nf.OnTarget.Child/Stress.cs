using System;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using Nf.Memory;
using Nf.Runtime;

namespace Nf.OnTarget.Child;

/// <summary>
/// Many threads, on each a guest after the other that traps in another way, with calls as deep as the native stack lets them.
/// </summary>
internal static unsafe class Stress
{
    private const int ArenaBytes = 1 << 20;
    private const uint LinearBytes = 65536 + 64;
    private const uint NativeStackBytes = 128 * 1024;

    // What .NET needs of a thread's stack beside what the guest may use.
    private const int ThreadStackBytes = (int)NativeStackBytes + (256 << 10);

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
        byte* arena = (byte*)NativeMemory.AlignedAlloc(ArenaBytes, 64);
        byte* memory = (byte*)NativeMemory.AlignedAlloc(LinearBytes, 64);
        start.SignalAndWait();
        for (int round = 0; round < rounds; round++)
        {
            (string module, string export, Status expected) = s_cases[(first + round) % s_cases.Length];
            Expect(expected, Call(arena, memory, module, export, "i:", 65536, out _), export);
            Status next = Call(arena, memory, "stacks", "wide-guest-at", "i:i", (uint)(round % 8), out ulong result);
            Expect(Status.Ok, next, "the next guest");
            if (result != 118) Expect(Status.Ok, Status.TestFailed, $"the next guest's result {result}");
        }

        NativeMemory.AlignedFree(arena);
        NativeMemory.AlignedFree(memory);
    }

    private static void Expect(Status expected, Status found, string what)
    {
        if (expected == found) return;
        Interlocked.Increment(ref s_failures);
        Console.WriteLine($"FAILED {what}: expected {expected}, found {found}");
    }

    private static Status Call(byte* region, byte* memory, string module, string export, string signature, ulong argument, out ulong result)
    {
        result = 0;
        Status status = Arena.Create(region, ArenaBytes, out Arena arena);
        if (status != Status.Ok) return status;
        new Span<byte>(memory, (int)LinearBytes).Clear();
        InstanceOptions options = new()
        {
            Arena = arena,
            Memory = memory,
            MemoryBytes = LinearBytes,
            Limits = InstanceLimits.Most with { StackBytes = 256 << 10 },
            NativeStackBytes = NativeStackBytes,
        };
        ReadOnlySpan<byte> wasm = HostileModules.Find(Encoding.ASCII.GetBytes(module));
        fixed (byte* bytes = wasm)
        {
            status = Instance.Create<HostileHost>(
                bytes, wasm.Length, in options, out Instance instance, out _);
            if (status != Status.Ok) return status;
            byte[] name = Encoding.ASCII.GetBytes(export), type = Encoding.ASCII.GetBytes(signature);
            status = instance.FindFunction(name, type, out ExportedFunction function);
            if (status != Status.Ok) return status;
            return instance.Call(in function, new ReadOnlySpan<ulong>(in argument), new Span<ulong>(ref result));
        }
    }
}
