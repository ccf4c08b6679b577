using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Package;
using Nf.Platform;
using Nf.Runtime;
using Nf.Runtime.Tests;

namespace Nf.FirmwareHost.Tests;

/// <summary>A supervisor on the simulated board, whose time passes only when the test says so. Times are in milliseconds.</summary>
internal sealed unsafe class SupervisorRig : IDisposable
{
    public const int Places = 3;
    public const int RegionBytes = 1 << 20;
    public const ulong Millisecond = 1_000_000;
    private const uint LinearBytes = 8192;

    // The clock is a static function; each test has a thread of its own while it runs.
    [ThreadStatic]
    private static SupervisorRig? s_current;

    private readonly List<nint> _taken = [];
    private readonly byte* _region;
    private readonly SupervisedGuest* _guests;
    private Supervisor* _supervisor;

    public SupervisorRig(Func<SupervisorOptions, SupervisorOptions>? change = null)
    {
        s_current = this;
        Assert.AreEqual(Status.Ok, MemoryMapping.TryMap(RegionBytes, out _region));
        _guests = Take<SupervisedGuest>(Places);
        _supervisor = Take<Supervisor>(1);
        Board = Take<Board>(1);
        Assert.AreEqual(Status.Ok, Board->Initialize(default));
        SupervisorOptions options = new()
        {
            Guests = _guests,
            Places = Places,
            Board = Board,
            Region = _region,
            RegionBytes = RegionBytes,
            Limits = InstanceLimits.Most with { MemoryPages = 1, StackBytes = 4096 },
            NativeStackBytes = 256 * 1024,
            ClipMemory = true,
            ClippedBytes = LinearBytes,
            FuelPicoseconds = 100_000,
            CallNanoseconds = 100_000,
            HostNanoseconds = 1_000_000,
            Clock = &Clock,
            OnFault = &Fault,
        };
        Options = change is null ? options : change(options);
        Assert.AreEqual(Status.Ok, _supervisor->Initialize(Options));
    }

    public SupervisorOptions Options { get; }

    public Board* Board { get; }

    public ref Supervisor Supervisor => ref *_supervisor;

    /// <summary>Nanoseconds since the start.</summary>
    public ulong Now { get; set; }

    /// <summary>How much time passes whenever somebody looks at the clock.</summary>
    public ulong ClockStep { get; set; }

    /// <summary>Faults that were reported: milliseconds, place, what.</summary>
    public List<(ulong At, int Place, Status Fault)> Faults { get; } = [];

    /// <summary>Goes on with another supervisor of the same guests.</summary>
    public void Use(ref Supervisor supervisor) => _supervisor = (Supervisor*)Unsafe.AsPointer(ref supervisor);

    public SupervisedGuest* Guest(int place) => _guests + place;

    /// <summary>Packs a guest and puts it in a place.</summary>
    public Status Load(int place, string wat, PackageOptions options)
    {
        byte[] package = Pack(wat, options);
        return _supervisor->Load(place, Keep(package), package.Length);
    }

    public static byte[] Pack(string wat, PackageOptions options)
    {
        PackageOptions own = options with { Fuel = options.Fuel ?? 20_000, StackBytes = options.StackBytes ?? 1024 };
        return Packager.Pack(Wat.Compile(wat), own).Wasm;
    }

    public void LoadAndStart(int place, string wat, PackageOptions? options = null)
    {
        Assert.AreEqual(Status.Ok, Load(place, wat, options ?? new PackageOptions()));
        Assert.AreEqual(Status.Ok, _supervisor->Start(place));
    }

    /// <summary>Lets time pass; whatever is due happens when it is due.</summary>
    public void RunUntil(ulong milliseconds, Action? afterEachCall = null)
    {
        ulong end = milliseconds * Millisecond;
        for (int i = 0; i < 10_000_000; i++)
        {
            ulong next = _supervisor->Poll();
            afterEachCall?.Invoke();
            if (next <= Now) continue;
            if (next > end) break;
            Now = next;
        }

        Now = Math.Max(Now, end);
    }

    /// <summary>Takes all that the log holds: place and text.</summary>
    public List<(byte Place, string Text)> TakeLog()
    {
        List<(byte, string)> lines = [];
        byte[] text = new byte[LogRing.TextBytesMax];
        while (_supervisor->Log.TryTake(LogLevel.Debug, out LogEntry entry, text, out int bytes) == Status.Ok)
            lines.Add((entry.Place, Encoding.UTF8.GetString(text, 0, bytes)));
        return lines;
    }

    /// <summary>The digest of what a guest did.</summary>
    public string Digest(int place)
    {
        byte[] digest = new byte[Sha256.DigestSize];
        Assert.AreEqual(Status.Ok, Guest(place)->Host.Trace.Digest(digest));
        return Convert.ToHexStringLower(digest);
    }

    /// <summary>Memory of a guest.</summary>
    public int Word(int place, int address) => MemoryMarshal.Read<int>(Guest(place)->Instance.Memory[address..]);

    public byte* Keep(byte[] bytes)
    {
        byte* copy = (byte*)NativeMemory.AlignedAlloc((nuint)bytes.Length, 16);
        _taken.Add((nint)copy);
        bytes.CopyTo(new Span<byte>(copy, bytes.Length));
        return copy;
    }

    public void Dispose()
    {
        foreach (nint pointer in _taken) NativeMemory.AlignedFree((void*)pointer);
        MemoryMapping.Unmap(_region, RegionBytes);
    }

    public T* Take<T>(int count)
        where T : unmanaged
    {
        nuint bytes = (nuint)(sizeof(T) * count);
        void* memory = NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(memory, bytes);
        _taken.Add((nint)memory);
        return (T*)memory;
    }

    private static ulong Clock() => s_current!.Now += s_current.ClockStep;

    private static void Fault(int place, Status fault, ulong fuel, in Backtrace backtrace) =>
        s_current!.Faults.Add((s_current.Now / Millisecond, place, fault));
}
