namespace Nf.FirmwareHost;

/// <summary>Figures of a guest at one moment.</summary>
public struct GuestTelemetry : IControlMessage
{
    /// <summary>The guest's place.</summary>
    public byte Place;

    /// <summary>What it does.</summary>
    public GuestState State;

    /// <summary>When the figures were taken.</summary>
    public ulong UptimeNanoseconds;

    /// <summary>How often it was called.</summary>
    public ulong Runs;

    /// <summary>Fuel in units that it used.</summary>
    public ulong Fuel;

    /// <summary>The most fuel in units that one call used.</summary>
    public ulong FuelPeak;

    /// <summary>The longest time from when a call was due until it was done.</summary>
    public ulong ResponseNanosecondsPeak;

    /// <summary>How often it failed.</summary>
    public uint Faults;

    /// <summary>How often it missed its deadline.</summary>
    public uint DeadlineMisses;

    /// <summary>Bytes of its linear memory.</summary>
    public uint MemoryBytes;

    /// <summary>Events for it that found no room.</summary>
    public uint EventsLost;

    /// <inheritdoc/>
    public static int Bytes => 58;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Place);
        fields.Choice(ref State, GuestState.Safe);
        fields.Number(ref UptimeNanoseconds);
        fields.Number(ref Runs);
        fields.Number(ref Fuel);
        fields.Number(ref FuelPeak);
        fields.Number(ref ResponseNanosecondsPeak);
        fields.Number(ref Faults);
        fields.Number(ref DeadlineMisses);
        fields.Number(ref MemoryBytes);
        fields.Number(ref EventsLost);
    }
}
