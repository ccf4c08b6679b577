using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.FirmwareHost;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>
/// Guests that grow and touch all they have, one after the other: the memory that this process has, by /proc/self/statm, comes to rest.
/// </summary>
internal static unsafe class ChurnSelfTests
{
    private const int Places = 2;
    private const int Rounds = 100;
    private const int WarmUp = 10;
    private const int ArenaBytes = 256 * 1024;
    private const uint Page = 65536;

    // What an engine keeps of the memory for itself, at most.
    private const uint EngineBytes = 32;
    private const uint GrownPages = 7;
    // Beside what 100 guests take, 50 MiB, it is little; an emulator has memory of its own in the figure.
    private const long ToleranceBytes = 1024 * 1024;
    private const long EmulatorBytesMin = 16 * 1024 * 1024;

    [FixedAddressValueType]
    private static Mappings s_mappings;

    // Aligned as the states of the pool and its places want to be.
    [FixedAddressValueType]
    private static PoolStorage s_storage;

    /// <summary>The first of <see cref="Rounds"/> that counts: process memory in bytes, then the highest and the last.</summary>
    public static void Churn(ref Check check)
    {
        s_mappings = default;
        s_storage = default;
        byte** mappings = (byte**)Unsafe.AsPointer(ref s_mappings);
        InstanceOptions options = new()
        {
            MemoryBytes = 8 * Page + EngineBytes,
            RequireMetered = true,
            KeepBytes = Page,
            Limits = InstanceLimits.Most with { StackBytes = 4096 },
            NativeStackBytes = AheadGuests.NativeStackBytes,
        };
        ReadOnlySpan<byte> wasm = HostileModules.Find("packed-reset"u8);
        check.Equal(Status.Ok, AheadGuests.Find(wasm, out options.Ahead));
        MappedRoom room = new(mappings, ArenaBytes, in options);
        PoolSettings settings = new() { Cap = Places, IdleMax = Places, MemoryPagesMax = 8, GrowthBytesMax = 2 * Page };
        byte* memory = (byte*)Unsafe.AsPointer(ref s_storage);
        byte* bytes = options.Ahead != null ? options.Ahead->Outline : (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(wasm));
        int length = options.Ahead != null ? options.Ahead->OutlineBytes : wasm.Length;
        check.Equal(Status.Ok, InstancePool<HostileHost, MappedRoom>.Create(
            memory, sizeof(PoolStorage), Places, bytes, length, in room, in settings, out var pool));
        if (check.FailedLine != 0) return;
        long rest = 0, highest = 0, before = ResidentBytes();
        for (int i = 0; i < Rounds + WarmUp && check.FailedLine == 0; i++)
        {
            long inside = UseOne(in pool, ref check);
            // The guest's pages were there, and they went. An emulator of another processor grows by what
            // it translates in the first rounds.
            long now = ResidentBytes();
            if (i >= WarmUp) check.True(inside - now >= (long)(GrownPages - 1) * Page);
            // An emulator of another processor keeps tables of all addresses that are reserved, and they are in the figure: guard pages
            // can't be looked at there.
            if (AheadModule.ReservedBytesFor(options.Ahead) != 0 && inside - before > EmulatorBytesMin) return;
            if (i == 0) before = now;
            if (i == WarmUp) rest = now;
            if (i >= WarmUp && now > highest) highest = now;
        }

        check.Equal(Rounds + WarmUp, (long)pool.Counters.Recycled);
        check.Equal(0, pool.Counters.Idle);
        if (highest - rest > ToleranceBytes) check.Equal(rest, highest);
        check.True(highest - before <= ToleranceBytes + ArenaBytes);
    }

    private static long UseOne(in InstancePool<HostileHost, MappedRoom> pool, ref Check check)
    {
        Span<ulong> cell = stackalloc ulong[1];
        check.Equal(Status.Ok, pool.TryTake(0, out PoolLease lease, out _));
        check.Equal(Status.Ok, pool.TryGet(lease, out Instance* guest));
        if (check.FailedLine != 0) return 0;
        check.Equal(Status.Ok, guest->SetFuel(1_000_000));
        check.Equal(Status.Ok, guest->FindFunction("grow"u8, "i:i"u8, out ExportedFunction grow));
        check.Equal(Status.Ok, guest->FindFunction("touch"u8, ":"u8, out ExportedFunction touch));
        cell[0] = GrownPages;
        check.Equal(Status.Ok, guest->Call(in grow, cell, cell));
        check.Equal(1, (long)cell[0]);
        check.Equal(Status.Ok, guest->Call(in touch, default, default));
        long inside = ResidentBytes();
        check.Equal(Status.Ok, pool.Give(lease));
        return inside;
    }

    /// <summary>The memory that this process has, in bytes: the second number of /proc/self/statm, which counts pages.</summary>
    internal static long ResidentBytes()
    {
        const int ReadOnly = 0, PageSizeName = 30;
        Span<byte> text = stackalloc byte[128];
        int length;
        fixed (byte* path = "/proc/self/statm\0"u8, buffer = text)
        {
            int file = open(path, ReadOnly);
            length = (int)read(file, buffer, (nuint)text.Length);
            _ = close(file);
        }

        int at = 0;
        while (at < length && text[at] != (byte)' ') at++;
        long pages = 0;
        for (at++; at < length && text[at] != (byte)' '; at++) pages = pages * 10 + text[at] - (byte)'0';
        return pages * sysconf(PageSizeName);
    }

    [DllImport("libc")]
    private static extern int open(byte* path, int flags);

    [DllImport("libc")]
    private static extern nint read(int file, byte* buffer, nuint bytes);

    [DllImport("libc")]
    private static extern int close(int file);

    [DllImport("libc")]
    private static extern nint sysconf(int name);

    [InlineArray(Places)]
    private struct Mappings
    {
        private nint _first;
    }

    [InlineArray(4096 / sizeof(ulong))]
    private struct PoolStorage
    {
        private ulong _first;
    }
}
