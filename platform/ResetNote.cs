using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>What a program notes about its resets. Mirrors <c>nf_reset_note</c> of nf_crash.h.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ResetNote
{
    /// <summary>Starts since power came on, this one included.</summary>
    public uint Boots;

    /// <summary>Faults of the host since then.</summary>
    public uint Faults;

    /// <summary>Starts since then that nobody had asked for: after a fault, the watchdog, a loss of power, a kill.</summary>
    public uint UncleanEnds;

    internal ResetReason Reason;
    internal ResetReason LastReason;
    internal uint Check;
}
