namespace Nf.FirmwareHost;

/// <summary>What is in a place.</summary>
public struct GuestInfo : IControlMessage
{
    /// <summary>The place.</summary>
    public byte Place;

    /// <summary>What the guest does.</summary>
    public GuestState State;

    /// <summary>Whether its package was activated and not confirmed yet.</summary>
    public bool IsOnTrial;

    /// <summary>Whether its package is the one in the target's image, not one of the module store.</summary>
    public bool IsFactory;

    /// <summary>What stopped it last; Ok if nothing did.</summary>
    public Status LastFault;

    /// <summary>The guest's major version.</summary>
    public ushort Major;

    /// <summary>The guest's minor version.</summary>
    public ushort Minor;

    /// <summary>The guest's patch version.</summary>
    public ushort Patch;

    /// <summary>Bytes of its linear memory now.</summary>
    public uint MemoryBytes;

    /// <summary>The most that it may have.</summary>
    public uint MemoryBytesMax;

    /// <summary>How often it failed since the target started.</summary>
    public uint Faults;

    /// <summary>How often it was restarted.</summary>
    public uint Restarts;

    /// <summary>How often it missed its deadline.</summary>
    public uint DeadlineMisses;

    /// <summary>How often it was called.</summary>
    public ulong Runs;

    /// <summary>Fuel in units that it used.</summary>
    public ulong Fuel;

    /// <summary>The most fuel in units that one call may use.</summary>
    public ulong FuelSlice;

    /// <summary>Time from call to call; 0 for one that is called by events only.</summary>
    public ulong PeriodNanoseconds;

    /// <summary>Time in which a call has to be done, from when it was due.</summary>
    public ulong DeadlineNanoseconds;

    /// <inheritdoc/>
    public static int Bytes => 71;

    /// <summary>The most bytes of the tail: the guest's name in ASCII.</summary>
    public static int TailBytesMax => 64;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Place);
        fields.Choice(ref State, GuestState.Safe);
        fields.Truth(ref IsOnTrial);
        fields.Truth(ref IsFactory);
        fields.Number(ref LastFault);
        fields.Number(ref Major);
        fields.Number(ref Minor);
        fields.Number(ref Patch);
        fields.Number(ref MemoryBytes);
        fields.Number(ref MemoryBytesMax);
        fields.Number(ref Faults);
        fields.Number(ref Restarts);
        fields.Number(ref DeadlineMisses);
        fields.Number(ref Runs);
        fields.Number(ref Fuel);
        fields.Number(ref FuelSlice);
        fields.Number(ref PeriodNanoseconds);
        fields.Number(ref DeadlineNanoseconds);
    }
}
