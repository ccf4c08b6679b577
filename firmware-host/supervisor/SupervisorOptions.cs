using Nf.Memory;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>What a supervisor is given. Everything that is pointed to stays where it is while the supervisor is used.</summary>
public unsafe struct SupervisorOptions
{
    /// <summary>Storage of the guests.</summary>
    public SupervisedGuest* Guests;

    /// <summary>Number of <see cref="Guests"/>, 1 to <see cref="Supervisor.PlacesMax"/>.</summary>
    public int Places;

    /// <summary>The board.</summary>
    public Board* Board;

    /// <summary>Memory for guests: the first byte, 8-byte aligned.</summary>
    public byte* Region;

    /// <summary>Bytes of <see cref="Region"/>.</summary>
    public int RegionBytes;

    /// <summary>What pays for what guests take of the region, as <see cref="CrateId.Guest"/>; null: nothing does.</summary>
    public BudgetTracker* Budget;

    /// <summary>What the board allows each guest.</summary>
    public InstanceLimits Limits;

    /// <summary>Native stack that one call of a guest may use, in bytes.</summary>
    public uint NativeStackBytes;

    /// <summary>Whether a guest may get less linear memory than its pages (<see cref="InstanceOptions.ClipMemory"/>).</summary>
    public bool ClipMemory;

    /// <summary>Linear memory of a guest whose manifest does not say, where it may be less than its pages.</summary>
    public uint ClippedBytes;

    /// <summary>The longest time that a unit of fuel takes here, in picoseconds.</summary>
    public uint FuelPicoseconds;

    /// <summary>The longest time that a call takes beside its fuel, in nanoseconds: entering it, and what host functions wait for.</summary>
    public uint CallNanoseconds;

    /// <summary>The longest time that the host itself takes between two calls, in nanoseconds.</summary>
    public uint HostNanoseconds;

    /// <summary>Nanoseconds since the target started.</summary>
    public delegate*<ulong> Clock;

    /// <summary>Told of every fault of a guest: its place, what happened, and where. May be null.</summary>
    public delegate*<int, Status, ulong, in Backtrace, void> OnFault;
}
