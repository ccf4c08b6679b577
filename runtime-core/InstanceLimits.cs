namespace Nf.Runtime;

/// <summary>
/// Ceilings on one instance. A package's manifest, the operator and the board each give a set; what holds is the least of each number
/// (<see cref="Least"/>). No number means "no limit": 0 allows none. 48 bytes.
/// </summary>
public struct InstanceLimits
{
    /// <summary>Fuel that can be given at all: 2^62 units.</summary>
    public const ulong FuelMax = 1ul << 62;

    /// <summary>The smallest value stack that an engine takes, in bytes.</summary>
    public const uint StackBytesMin = 256;

    /// <summary>Fuel of a call in units (docs/PACKAGE.md), at most <see cref="FuelMax"/>.</summary>
    public ulong Fuel;

    /// <summary>Calls that may nest.</summary>
    public uint CallDepth;

    /// <summary>Linear memory in pages of 64 KiB.</summary>
    public uint MemoryPages;

    /// <summary>Elements of the table.</summary>
    public uint TableElements;

    /// <summary>Functions, imports included.</summary>
    public uint Functions;

    /// <summary>Globals, the two of the metering included.</summary>
    public uint Globals;

    /// <summary>The guest's value stack in bytes.</summary>
    public uint StackBytes;

    /// <summary>Host objects held at once.</summary>
    public uint HostSlots;

    /// <summary>Compiled code in bytes, as the engine estimates it before it compiles.</summary>
    public uint CodeBytes;

    /// <summary>The most that the formats allow: what the other sets cut down.</summary>
    public static InstanceLimits Most => new()
    {
        Fuel = FuelMax,
        CallDepth = 1u << 30,
        MemoryPages = 65536,
        TableElements = 1u << 24,
        Functions = uint.MaxValue,
        Globals = uint.MaxValue,
        StackBytes = 1u << 30,
        HostSlots = 65535,
        CodeBytes = uint.MaxValue,
    };

    /// <summary>The lesser of each number. O(1).</summary>
    public static InstanceLimits Least(in InstanceLimits a, in InstanceLimits b) => new()
    {
        Fuel = a.Fuel < b.Fuel ? a.Fuel : b.Fuel,
        CallDepth = Lesser(a.CallDepth, b.CallDepth),
        MemoryPages = Lesser(a.MemoryPages, b.MemoryPages),
        TableElements = Lesser(a.TableElements, b.TableElements),
        Functions = Lesser(a.Functions, b.Functions),
        Globals = Lesser(a.Globals, b.Globals),
        StackBytes = Lesser(a.StackBytes, b.StackBytes),
        HostSlots = Lesser(a.HostSlots, b.HostSlots),
        CodeBytes = Lesser(a.CodeBytes, b.CodeBytes),
    };

    private static uint Lesser(uint a, uint b) => a < b ? a : b;
}
