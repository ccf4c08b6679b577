using System;
using System.Buffers.Binary;

namespace Nf.Platform;

/// <summary>
/// What happens to a board, tick by tick, in its binary form: made by tools with <see cref="ScenarioEncoder"/>, read where the board is.
/// </summary>
/// <remarks>
/// <para>All numbers are little endian, nothing is aligned. The header, 24 bytes:</para>
/// <list type="table">
/// <item><term>0, 4 bytes</term><description>"NFSC"</description></item>
/// <item><term>4, u16</term><description>version, 1</description></item>
/// <item><term>6, u16</term><description>flags: bit 0, a rig applies the stimuli from outside; the others are 0</description></item>
/// <item><term>8, u64</term><description>length of a tick in nanoseconds, 1,000 (1 us) to 86,400,000,000,000 (1 day)</description></item>
/// <item><term>16, u32</term><description>number of ticks in the run; 0: it does not end</description></item>
/// <item><term>20, u32</term><description>number of events</description></item>
/// </list>
/// <para>Then that many events of 10 bytes, sorted by tick; those of one tick happen in the order in which they stand:</para>
/// <list type="table">
/// <item><term>0, u32</term><description>tick</description></item>
/// <item><term>4, u8</term><description><see cref="ScenarioEventKind"/></description></item>
/// <item><term>5, u8</term><description>target</description></item>
/// <item><term>6, i32</term><description>value</description></item>
/// </list>
/// <para>Nothing follows the last event.</para>
/// </remarks>
public readonly ref struct Scenario
{
    /// <summary>Bytes before the first event.</summary>
    public const int HeaderSize = 24;

    /// <summary>Bytes of an event.</summary>
    public const int EventSize = 10;

    /// <summary>The version of the form that this code reads and writes.</summary>
    public const ushort Version = 1;

    /// <summary>The shortest tick in nanoseconds: 1 microsecond.</summary>
    public const ulong PeriodNanosecondsMin = 1_000;

    /// <summary>The longest tick in nanoseconds: 1 day.</summary>
    public const ulong PeriodNanosecondsMax = 86_400_000_000_000;

    internal const int VersionOffset = 4;
    internal const int FlagsOffset = 6;
    internal const int PeriodOffset = 8;
    internal const int TicksOffset = 16;
    internal const int CountOffset = 20;
    internal const ushort FromOutsideFlag = 1;

    private readonly ReadOnlySpan<byte> _events;

    private Scenario(ReadOnlySpan<byte> events, ulong periodNanoseconds, uint tickCount, bool isFromOutside)
    {
        _events = events;
        PeriodNanoseconds = periodNanoseconds;
        TickCount = tickCount;
        IsFromOutside = isFromOutside;
    }

    /// <summary>Length of a tick in nanoseconds.</summary>
    public ulong PeriodNanoseconds { get; }

    /// <summary>Number of ticks in the run; 0 when it does not end.</summary>
    public uint TickCount { get; }

    /// <summary>Whether a rig sets sensors and pins from outside before each tick.</summary>
    public bool IsFromOutside { get; }

    /// <summary>How many events there are.</summary>
    public int EventCount => _events.Length / EventSize;

    internal static ReadOnlySpan<byte> Magic => "NFSC"u8;

    /// <summary>Reads a scenario after checking all of it. O(events).</summary>
    /// <param name="blob">Any bytes.</param>
    /// <param name="scenario">A view of <paramref name="blob"/>; without events on failure.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>; <see cref="Status.OutOfRange"/> when the blob is shorter or longer than its header says;
    /// <see cref="Status.ScenarioInvalid"/> for other magic bytes or events out of order; <see cref="Status.NotSupported"/> for another
    /// version, flag or kind of event; <see cref="Status.InvalidArgument"/> for a period, target or value out of its range.
    /// </returns>
    public static Status Parse(ReadOnlySpan<byte> blob, out Scenario scenario)
    {
        scenario = default;
        if (blob.Length < HeaderSize)
            return Status.OutOfRange;
        if (!blob.Slice(0, Magic.Length).SequenceEqual(Magic))
            return Status.ScenarioInvalid;
        ushort flags = BinaryPrimitives.ReadUInt16LittleEndian(blob.Slice(FlagsOffset));
        if (BinaryPrimitives.ReadUInt16LittleEndian(blob.Slice(VersionOffset)) != Version || (flags & ~FromOutsideFlag) != 0)
            return Status.NotSupported;
        ulong period = BinaryPrimitives.ReadUInt64LittleEndian(blob.Slice(PeriodOffset));
        if (!IsValidPeriod(period))
            return Status.InvalidArgument;
        // 64 bits: a hostile count times the size of an event must not wrap.
        ulong eventBytes = (ulong)BinaryPrimitives.ReadUInt32LittleEndian(blob.Slice(CountOffset)) * EventSize;
        if (eventBytes != (ulong)(blob.Length - HeaderSize))
            return Status.OutOfRange;

        Scenario candidate = Trusted(blob);
        Status status = candidate.ValidateEvents();
        if (status == Status.Ok)
            scenario = candidate;
        return status;
    }

    /// <summary>Reads one event. O(1).</summary>
    /// <param name="index">0 to <see cref="EventCount"/> - 1.</param>
    /// <param name="scenarioEvent">The event.</param>
    /// <returns><see cref="Status.Ok"/> or <see cref="Status.OutOfRange"/>.</returns>
    public Status GetEvent(int index, out ScenarioEvent scenarioEvent)
    {
        scenarioEvent = default;
        if ((uint)index >= (uint)EventCount)
            return Status.OutOfRange;
        ReadOnlySpan<byte> bytes = _events.Slice(index * EventSize, EventSize);
        scenarioEvent = new ScenarioEvent(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            (ScenarioEventKind)bytes[4],
            bytes[5],
            BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(6)));
        return Status.Ok;
    }

    /// <summary>A view of a blob that <see cref="Parse"/> has accepted. O(1).</summary>
    internal static Scenario Trusted(ReadOnlySpan<byte> blob) => new(
        blob.Slice(HeaderSize),
        BinaryPrimitives.ReadUInt64LittleEndian(blob.Slice(PeriodOffset)),
        BinaryPrimitives.ReadUInt32LittleEndian(blob.Slice(TicksOffset)),
        (BinaryPrimitives.ReadUInt16LittleEndian(blob.Slice(FlagsOffset)) & FromOutsideFlag) != 0);

    internal static bool IsValidPeriod(ulong nanoseconds) => nanoseconds is >= PeriodNanosecondsMin and <= PeriodNanosecondsMax;

    private Status ValidateEvents()
    {
        uint previousTick = 0;
        for (int i = 0; GetEvent(i, out ScenarioEvent scenarioEvent) == Status.Ok; i++)
        {
            Status status = scenarioEvent.Validate();
            if (status != Status.Ok)
                return status;
            if (scenarioEvent.Tick < previousTick)
                return Status.ScenarioInvalid;
            previousTick = scenarioEvent.Tick;
        }
        return Status.Ok;
    }
}
