using System;
using System.Buffers.Binary;

namespace Nf.Platform;

/// <summary>
/// Writes the binary form of a <see cref="Scenario"/> into a span; whatever it accepts, <see cref="Scenario.Parse"/> accepts.
/// </summary>
public ref struct ScenarioEncoder
{
    private readonly Span<byte> _buffer;
    private int _length;
    private uint _eventCount;
    private uint _lastTick;

    private ScenarioEncoder(Span<byte> buffer)
    {
        _buffer = buffer;
        _length = Scenario.HeaderSize;
        _eventCount = 0;
        _lastTick = 0;
    }

    /// <summary>The scenario so far, complete after each call; empty before <see cref="Create"/>.</summary>
    public readonly ReadOnlySpan<byte> Blob => _buffer.Slice(0, _length);

    /// <summary>Bytes of a scenario.</summary>
    /// <param name="eventCount">0 to 200,000,000.</param>
    public static int SizeOf(int eventCount) => Scenario.HeaderSize + (eventCount * Scenario.EventSize);

    /// <summary>Writes the header of a scenario without events. O(1).</summary>
    /// <param name="buffer">At least <see cref="SizeOf"/> bytes for the events to come.</param>
    /// <param name="periodNanoseconds">
    /// Length of a tick, <see cref="Scenario.PeriodNanosecondsMin"/> to <see cref="Scenario.PeriodNanosecondsMax"/>.
    /// </param>
    /// <param name="tickCount">Number of ticks in the run; 0 when it does not end.</param>
    /// <param name="isFromOutside">Whether a rig applies the stimuli.</param>
    /// <param name="encoder">Takes the events.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>, <see cref="Status.BufferTooSmall"/>, or <see cref="Status.InvalidArgument"/> for the period.
    /// </returns>
    public static Status Create(
        Span<byte> buffer, ulong periodNanoseconds, uint tickCount, bool isFromOutside, out ScenarioEncoder encoder)
    {
        encoder = default;
        if (buffer.Length < Scenario.HeaderSize)
            return Status.BufferTooSmall;
        if (!Scenario.IsValidPeriod(periodNanoseconds))
            return Status.InvalidArgument;
        Scenario.Magic.CopyTo(buffer);
        BinaryPrimitives.WriteUInt16LittleEndian(buffer.Slice(Scenario.VersionOffset), Scenario.Version);
        BinaryPrimitives.WriteUInt16LittleEndian(buffer.Slice(Scenario.FlagsOffset), isFromOutside ? Scenario.FromOutsideFlag : (ushort)0);
        BinaryPrimitives.WriteUInt64LittleEndian(buffer.Slice(Scenario.PeriodOffset), periodNanoseconds);
        BinaryPrimitives.WriteUInt32LittleEndian(buffer.Slice(Scenario.TicksOffset), tickCount);
        BinaryPrimitives.WriteUInt32LittleEndian(buffer.Slice(Scenario.CountOffset), 0);
        encoder = new ScenarioEncoder(buffer);
        return Status.Ok;
    }

    /// <summary>Appends an event. O(1).</summary>
    /// <param name="scenarioEvent">Not before the one appended last.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>; a failure of <see cref="ScenarioEvent.Validate"/>; <see cref="Status.ScenarioInvalid"/> out of order;
    /// <see cref="Status.BufferTooSmall"/>. On failure the scenario stays as it was.
    /// </returns>
    public Status Add(ScenarioEvent scenarioEvent)
    {
        Status status = scenarioEvent.Validate();
        if (status != Status.Ok)
            return status;
        if (scenarioEvent.Tick < _lastTick)
            return Status.ScenarioInvalid;
        if (_buffer.Length - _length < Scenario.EventSize)
            return Status.BufferTooSmall;

        Span<byte> bytes = _buffer.Slice(_length, Scenario.EventSize);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, scenarioEvent.Tick);
        bytes[4] = (byte)scenarioEvent.Kind;
        bytes[5] = scenarioEvent.Target;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.Slice(6), scenarioEvent.Value);
        _length += Scenario.EventSize;
        _eventCount++;
        _lastTick = scenarioEvent.Tick;
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.Slice(Scenario.CountOffset), _eventCount);
        return Status.Ok;
    }
}
