using Nf.Runtime;

namespace Nf.Simulator;

/// <summary>What a simulated board gives its guest.</summary>
/// <param name="ArenaBytes">The engine's arena: compiled code, tables, the guest's value stack.</param>
/// <param name="MemoryBytesMax">The largest linear memory, in bytes.</param>
/// <param name="ClipMemory">Whether a module that asks for more memory than there is runs all the same, in what there is.</param>
/// <param name="Limits">The operator's ceilings.</param>
/// <param name="NativeStackBytes">The native stack that a call of the guest may use.</param>
public sealed record GuestLimits(int ArenaBytes, uint MemoryBytesMax, bool ClipMemory, InstanceLimits Limits, uint NativeStackBytes)
{
    /// <summary>
    /// A desktop's: 256 MiB of arena, 1 GiB of linear memory, a value stack of 1 MiB, 12 MiB of native stack, 10^10 units of fuel and
    /// 10,000 nested calls.
    /// </summary>
    public static GuestLimits Desktop { get; } = new(256 << 20, 1u << 30, false, DesktopLimits(), 12 << 20);

    private static InstanceLimits DesktopLimits()
    {
        InstanceLimits limits = InstanceLimits.Most;
        limits.Fuel = 10_000_000_000;
        limits.CallDepth = 10_000;
        limits.StackBytes = 1 << 20;
        return limits;
    }
}
