using System;
using System.Runtime.CompilerServices;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>
/// What the host functions of one guest work on. It must not move while the guest lives, since a pointer to it travels
/// through the engine; so it stands in static storage or in native memory.
/// </summary>
public unsafe partial struct HostContext
{
    /// <summary>Where the board's devices are, which all guests share.</summary>
    public Board* BoardAddress;

    /// <summary>What the guest did, and its digest.</summary>
    public TraceWriter Trace;

    /// <summary>Number of the current tick; 0 before the first.</summary>
    public ulong Tick;

    /// <summary>The time that the guest sees, in nanoseconds: when the current tick began.</summary>
    public ulong NowNanoseconds;

    /// <summary>The last tick of the run; <see cref="ulong.MaxValue"/> when it never ends.</summary>
    public ulong TickMax;

    /// <summary>True while the host calls the guest tick by tick: then the guest itself may not wait for one.</summary>
    public bool IsReactive;

    /// <summary>True once the guest was told that the run ends.</summary>
    public bool StopTold;

    /// <summary>Fuel in units that the guest gets for each call, and anew with each tick that it waits for.</summary>
    public ulong FuelOfCall;

    /// <summary>Fuel in units that it used so far: the same on every target for the same guest and scenario.</summary>
    public ulong FuelUsed;

    /// <summary>What the guest gave to proc_exit; 0 when it did not call it.</summary>
    public int ExitCode;

    /// <summary>Arguments of the guest, for WASI; <c>argument_count</c> strings that end in a zero byte.</summary>
    public byte** Arguments;

    /// <summary>Number of <see cref="Arguments"/>.</summary>
    public int ArgumentCount;

    /// <summary>State of the guest's random numbers.</summary>
    public ulong RandomState;

    /// <summary>What the guest opened. Whoever starts the guest makes the table; one that is all zero is always full.</summary>
    public SlotTable<HostObject> Slots;

    /// <summary>What holds for the guest.</summary>
    public InstanceLimits Limits;

    /// <summary>The ring into which the guest wants samples.</summary>
    public SamplePublisher Samples;

    /// <summary>What joins it to other guests; empty for one that runs alone.</summary>
    internal GuestLink Link;

    private Manifest _manifest;
    private bool _isTrusted;

    /// <summary>The board's devices.</summary>
    public readonly ref Board Board => ref *BoardAddress;

    /// <summary>The context behind a host call. O(1).</summary>
    public static ref HostContext Of(HostCall* call) => ref Unsafe.AsRef<HostContext>((void*)call->Context);

    /// <summary>
    /// Takes a guest that was loaded, before it runs: its fuel, its capabilities, and no more slots than its manifest asks for. O(slots).
    /// </summary>
    /// <param name="limits">What holds for the instance.</param>
    /// <param name="module">Its module, whose bytes outlive the guest.</param>
    /// <returns>Ok; Busy when a former guest used the slots; what <see cref="Manifest.Read"/> says.</returns>
    public Status Admit(in InstanceLimits limits, in WasmModule module)
    {
        Limits = limits;
        FuelOfCall = limits.Fuel;
        // A host that takes a module without a manifest lets it do everything, as it lets it use everything.
        _isTrusted = !module.HasManifest;
        _manifest = default;
        Status status = _isTrusted ? Status.Ok : Manifest.Read(in module, out _manifest, out _);
        if (status != Status.Ok) return status;
        return Slots.Restrict(limits.HostSlots < SlotHandle.SlotMax ? (int)limits.HostSlots : SlotHandle.SlotMax);
    }

    /// <summary>Whether the guest may use an object. Nothing before <see cref="Admit"/>. O(bytes of its capabilities).</summary>
    /// <param name="class">The capability's first word, "gpio".</param>
    /// <param name="name">The object's name.</param>
    /// <param name="use">The capability's third word, "out"; empty for what every use includes.</param>
    public readonly bool Allows(ReadOnlySpan<byte> @class, ReadOnlySpan<byte> name, ReadOnlySpan<byte> use = default) =>
        _isTrusted || _manifest.Grants(@class, name, use);

    /// <summary>Counts what a call used.</summary>
    /// <param name="left">Fuel that is left of <see cref="FuelOfCall"/>.</param>
    public void CountFuel(ulong left) => FuelUsed += FuelOfCall - left;

    /// <summary>Waits until the next tick may begin, counts it, and publishes its sample if the guest wants one.</summary>
    /// <param name="memory">The guest's linear memory.</param>
    /// <returns>
    /// Ok; Stopped when the run is over; TrapBadPointer or BucketCorrupt for a ring that is none; what the board says otherwise.
    /// </returns>
    public Status NextTick(Span<byte> memory)
    {
        if (Tick >= TickMax) return Status.Stopped;
        Status status = Board.BeginTick(Tick + 1);
        if (status != Status.Ok) return status;
        Tick++;
        NowNanoseconds = Board.Clock.NowNanoseconds();
        PublishSample(memory, ref status);
        return status;
    }

    /// <summary>Looks for the ring into which the guest, which has started, wants samples.</summary>
    /// <returns>As <see cref="SamplePublisher.Find"/>.</returns>
    internal Status FindSamples(in Instance instance)
    {
        Status status = Status.Ok;
        FindSampleRing(in instance, ref status);
        return status;
    }

    // See HostFeatures.
    partial void FindSampleRing(in Instance instance, ref Status status);

    partial void PublishSample(Span<byte> memory, ref Status status);
}
