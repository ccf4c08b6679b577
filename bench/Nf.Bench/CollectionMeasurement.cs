using System;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>
/// What the host does for a map of module <c>vera</c>: an insert that copies, and a lookup of the last key, at 10 and 10,000 entries. The
/// guest's allocator is a few instructions; a host function that only calls it as often is measured too and subtracted. Best of several
/// runs.
/// </summary>
internal static class CollectionMeasurement
{
    // A round is short enough to lie between two interruptions, and there are many.
    private const int Rounds = 201;
    private const long EntriesARound = 100_000;
    private const int TextAt = 0x300000;
    private const int TextStride = 16;
    private static readonly int[] s_sizes = [10, 10_000];

    /// <summary>Measures, and writes a line for each.</summary>
    public static Status Run()
    {
        using EmbeddedModule module = new("collections.wasm");
        foreach (int entries in s_sizes)
        {
            foreach (bool texts in new[] { false, true }) Measure(module, entries, texts);
        }

        return Status.Ok;
    }

    private static unsafe void Measure(EmbeddedModule module, int entries, bool texts)
    {
        using Room room = new(64);
        Bench.Require(Instance.Create<CollectionHost>(
            module.Pointer, module.Length, room.Options, out Instance guest, out _));
        for (int i = 0; i <= entries; i++)
            Encoding.ASCII.GetBytes(i.ToString("D11", CultureInfo.InvariantCulture), guest.Memory[(TextAt + i * TextStride)..]);
        Call(in guest, "make", entries, texts ? 1 : 0);
        string kind = texts ? "texts" : "numbers";
        int rounds = (int)Math.Max(1, EntriesARound / entries / (texts ? 4 : 1));
        double allocate = Best(in guest, "allocate", 12, rounds, out _);
        double insert = Best(in guest, "insert_" + kind, entries, rounds, out long insertBytes) - allocate;
        double get = Best(in guest, "get_" + kind, entries - 1, rounds, out long getBytes) - allocate / 2;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{entries,6} entries, {kind,-7}: insert {insert:F0} ns, {insert / entries:F2} ns an entry; "
            + $"get {get:F0} ns, {get / entries:F2}; "
            + $"the guest's allocator {allocate:F0} ns; {insertBytes + getBytes} managed bytes"));
    }

    // Nanoseconds a turn.
    private static double Best(in Instance guest, string name, int argument, int rounds, out long bytes)
    {
        double best = double.MaxValue;
        bytes = 0;
        Bench.Require(guest.FindFunction(Encoding.ASCII.GetBytes(name), out ExportedFunction function));
        for (int round = 0; round < Rounds; round++)
        {
            Span<ulong> cells = [(ulong)argument, (ulong)rounds];
            long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            Status status = guest.Call(in function, cells, cells);
            double ns = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
            if (round != 0) bytes += GC.GetAllocatedBytesForCurrentThread() - before;
            Bench.Require(status);
            best = Math.Min(best, ns / rounds);
        }

        return best;
    }

    private static void Call(in Instance guest, string name, int first, int second)
    {
        Bench.Require(guest.FindFunction(Encoding.ASCII.GetBytes(name), out ExportedFunction function));
        Span<ulong> cells = [(ulong)first, (ulong)second];
        Bench.Require(guest.Call(in function, cells, cells));
    }
}
