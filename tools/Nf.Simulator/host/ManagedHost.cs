using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.Simulator;

/// <summary>
/// The whole firmware host in this process: supervisor, module stores on a medium whose power can fail in any write, control line, simulated
/// devices. It does everything when it is asked to: there is no thread and no time of its own, so that two runs with the same input are the
/// same.
/// </summary>
/// <remarks>
/// Its time passes by <c>Advance</c> of the control protocol only. Calls of guests take no time, so no deadline is ever missed; nothing
/// watches it as a watchdog does. The medium is a NOR flash of 256-byte pages and 4-KiB blocks. Not for several threads at once.
/// </remarks>
public sealed unsafe class ManagedHost : IDisposable
{
    /// <summary>Places for guests, as many as the heapless host has on Linux.</summary>
    public const int Places = 4;

    private const uint SlotBytes = 128 * 1024;
    private const uint BlockBytes = 4096;
    private const uint JournalBytes = 2 * BlockBytes;
    private const uint MediumBytes = Places * ((2 * SlotBytes) + JournalBytes);
    private const uint RegionBytes = 64 << 20;

    // As on other targets, guests do not start at the moment at which its time begins.
    private const ulong StartNanoseconds = 1_000_000;

    // Those of a guest's calls, on whatever thread asks.
    private const uint NativeStackBytes = 256 * 1024;

    // The host and its guests have no state to give to functions that have none: the one that is at work is that of its thread.
    [ThreadStatic]
    private static ManagedHost? t_current;

    private readonly NativeRegion _memory = new((uint)sizeof(ManagedHostMemory));
    private readonly NativeRegion _region = new(RegionBytes);
    private readonly NativeRegion _medium = new(MediumBytes);
    private readonly NativeRegion?[] _packages;
    private readonly NativeRegion _name;
    private readonly NativeRegion? _key;
    private readonly Queue<byte> _received = new();
    private readonly Queue<byte> _sent = new();
    private ulong _now;
    private uint _boots;

    /// <summary>A host that is turned off, with an erased medium.</summary>
    /// <param name="options">What it is given.</param>
    public ManagedHost(ManagedHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Guests.Count > Places)
            throw new NfException(Status.OutOfRange, $"{options.Name}: there are {options.Guests.Count} guests, but {Places} places.");
        _packages = [.. options.Guests.Select(guest => guest == null ? null : NativeRegion.Copy(guest))];
        PackageBytes = [.. options.Guests.Select(guest => guest?.Length ?? 0)];
        _name = NativeRegion.Copy(Encoding.ASCII.GetBytes(options.Name));
        _key = options.Key == null ? null : NativeRegion.Copy(options.Key);
        new Span<byte>(_medium.Start, (int)MediumBytes).Fill(Geometry.ErasedValue);
    }

    /// <summary>Whether its power is on.</summary>
    public bool IsOn { get; private set; }

    private static StorageGeometry Geometry => new()
    {
        Kind = StorageKind.Nor,
        Bytes = MediumBytes,
        ProgramPageBytes = 256,
        EraseBlockBytes = BlockBytes,
        ErasedValue = 0xFF,
    };

    private int[] PackageBytes { get; }

    private ref ManagedHostMemory Memory => ref *(ManagedHostMemory*)_memory.Start;

    /// <summary>Turns the power on: everything but the medium is new.</summary>
    public void TurnOn()
    {
        TurnOff();
        _boots = 0;
        Memory = default;
        Start(ResetCause.PowerOn);
    }

    /// <summary>Turns the power off, in the middle of whatever it does.</summary>
    public void TurnOff()
    {
        IsOn = false;
        _received.Clear();
        _sent.Clear();
    }

    /// <summary>Starts it anew, as its reset pin or a watchdog would. What outlives a reset stays.</summary>
    /// <param name="cause">What it is told of the reset.</param>
    public void Reset(ResetCause cause)
    {
        Memory.Reset();
        Start(cause);
    }

    /// <summary>Lets the power fail in a later write of the medium.</summary>
    /// <param name="writesFromNow">1: in the next one.</param>
    /// <param name="torn">What that write leaves.</param>
    /// <param name="seed">Any number but 0: how it is torn.</param>
    public void CutPowerAt(uint writesFromNow, TornWrite torn, uint seed)
    {
        for (int place = 0; place < Places; place++)
            Check(Memory.Medium(place).CutPower(writesFromNow, torn, seed), "power cut");
    }

    /// <summary>The medium's bytes, to be changed while the power is off.</summary>
    public Stream OpenMedium() => new UnmanagedMemoryStream(_medium.Start, MediumBytes, MediumBytes, FileAccess.ReadWrite);

    /// <summary>Puts bytes on the control line, and lets the host do all that they ask for and all that is due by then.</summary>
    /// <param name="bytes">The bytes; those for a host that is off are lost.</param>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (!IsOn)
            return;
        foreach (byte next in bytes)
            _received.Enqueue(next);
        Work();
    }

    /// <summary>Takes bytes that the host has put on the control line, after it did what is due.</summary>
    /// <param name="buffer">Gets them.</param>
    /// <returns>How many.</returns>
    public int Receive(Span<byte> buffer)
    {
        if (IsOn && _sent.Count == 0)
            Work();
        int count = 0;
        while (count < buffer.Length && _sent.TryDequeue(out byte next))
            buffer[count++] = next;
        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        TurnOff();
        foreach (NativeRegion? region in _packages.Append(_key).Append(_name).Append(_medium).Append(_region).Append(_memory))
            region?.Dispose();
    }

    private void Start(ResetCause cause)
    {
        TurnOff();
        _now = StartNanoseconds;
        _boots++;
        IsOn = true;
        ref ManagedHostMemory memory = ref Memory;
        Check(memory.Board.Initialize(), "devices");
        for (int place = 0; place < Places; place++)
            Check(memory.Medium(place).Attach(_medium.Start, Geometry), "medium");
        memory.Server.Initialize(_boots << 16);
        t_current = this;
        Check(memory.Host.Start(Options(cause), SupervisorOptions(), (ModuleStore<SimulatedStorage>*)Unsafe.AsPointer(ref memory.Stores)),
            "host");
    }

    // What is due may make more be due, and bytes that were sent may be answered by more.
    private void Work()
    {
        bool isMore = true;
        while (IsOn && isMore)
            isMore = Turn();
    }

    private bool Turn()
    {
        t_current = this;
        ref ManagedHostMemory memory = ref Memory;
        int sent = _sent.Count;
        ManagedHostLine line = new(_received, _sent);
        // What is streamed comes in our time.
        Check(memory.Server.Poll(ref memory.Host, ref line, default(MonotonicClock).NowNanoseconds()), "control line");
        memory.Host.Judge();
        ulong next = memory.Host.Supervisor.Poll();
        _now = Math.Max(_now, memory.Host.Supervisor.Now);
        if (HasPowerFailed(in memory))
            TurnOff();
        else if (memory.Host.IsResetAsked && !memory.Server.IsAnswering)
            Restart();
        return next <= _now || _received.Count != 0 || _sent.Count != sent;
    }

    // The answer of the request is on the line already.
    private void Restart()
    {
        byte[] answer = [.. _sent];
        Reset(ResetCause.Software);
        foreach (byte next in answer)
            _sent.Enqueue(next);
    }

    private static bool HasPowerFailed(ref readonly ManagedHostMemory memory)
    {
        ref ManagedHostMemory host = ref Unsafe.AsRef(in memory);
        for (int place = 0; place < Places; place++)
        {
            if (host.Medium(place).IsOff)
                return true;
        }
        return false;
    }

    private HostOptions Options(ResetCause cause) => new()
    {
        HasStore = true,
        Store = new StoreOptions { SlotBytes = SlotBytes, BootsMax = StoreOptions.BootsMaxDefault },
        Key = _key == null ? null : _key.Start,
        KeyBytes = _key == null ? 0 : (int)_key.Bytes,
        Factory = &Package,
        BoardName = _name.Start,
        BoardNameBytes = (int)_name.Bytes,
        ResetCause = cause,
        ReadCrash = &ReadCrash,
    };

    // The times are those of the heapless host on Linux.
    private SupervisorOptions SupervisorOptions() => new()
    {
        Guests = (SupervisedGuest*)Unsafe.AsPointer(ref Memory.Guests),
        Places = Places,
        Board = (Board*)Unsafe.AsPointer(ref Memory.Board),
        Region = _region.Start,
        RegionBytes = (int)RegionBytes,
        Limits = InstanceLimits.Most with { StackBytes = 64 * 1024 },
        NativeStackBytes = NativeStackBytes,
        FuelPicoseconds = 50_000,
        CallNanoseconds = 500_000,
        HostNanoseconds = 1_000_000,
        Clock = &Clock,
        OnFault = &RecordFault,
    };

    private static void Check(Status status, string what)
    {
        if (status != Status.Ok)
            throw new NfException(status, $"The simulated host's {what} failed: {status}.");
    }

    private static ulong Clock() => t_current!._now;

    private static void RecordFault(int place, Status fault, ulong fuel, in Backtrace backtrace) =>
        CrashRecords.Write(ref t_current!.Memory.Crash, t_current.Memory.Host.Supervisor.Now, place, fault, fuel, in backtrace);

    private static Status ReadCrash(out CrashRecord record) => CrashRecords.Read(ref t_current!.Memory.Crash, t_current._boots, out record);

    private static byte* Package(int place, out int bytes)
    {
        NativeRegion? package = place < t_current!._packages.Length ? t_current._packages[place] : null;
        bytes = package == null ? 0 : t_current.PackageBytes[place];
        return package == null ? null : package.Start;
    }
}
