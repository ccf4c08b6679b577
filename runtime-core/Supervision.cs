using System;
using System.Runtime.InteropServices;

namespace Nf.Runtime;

/// <summary>
/// When a guest runs, what it needs for that, and what happens when it fails: the supervision block of its manifest (docs/PACKAGE.md)
/// without the safe outputs. 28 bytes.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct Supervision
{
    /// <summary>Bytes of the block before the safe outputs.</summary>
    public const int FixedBytes = 28;

    /// <summary>Safe outputs, at most.</summary>
    public const int SafeOutputsMax = 8;

    /// <summary>The version of the block's layout.</summary>
    public const byte LayoutVersion = 1;

    /// <summary>Where in the block the number of safe outputs stands.</summary>
    internal const int SafeOutputsAt = 3;

    private const int PolicyAt = 1;
    private const int DeadlineAt = 8;
    private const int GapAt = 12;
    private const int MemoryAt = 16;
    private const int TrialAt = 20;
    private const int BackoffMaxAt = 24;
    private const ulong PageBytes = 65536;

    // The fields stand in the block's order, so that it is read as a whole: field by field takes 350 bytes of flash more on a Cortex-M3.
    // All targets of nf are little-endian, as the block is.
    private byte _layout;

    /// <summary>What happens after a fault.</summary>
    public FaultPolicy Policy;

    /// <summary>Restarts in a row before the guest stays stopped.</summary>
    public byte RestartsMax;

    private byte _safeOutputs;

    /// <summary>Time between two ticks; 0: the guest has events only.</summary>
    public uint PeriodMicroseconds;

    /// <summary>Time that a call may take from its release on; 0: until the next release, a period or a gap later.</summary>
    public uint DeadlineMicroseconds;

    /// <summary>The least time between two event calls; 0: as the period.</summary>
    public uint GapMicroseconds;

    /// <summary>The linear memory that it needs where a board has less than its pages; 0: whole pages.</summary>
    public uint MemoryBytes;

    /// <summary>Good runs after which a new package counts as healthy, 1 or more.</summary>
    public ushort TrialRuns;

    /// <summary>The first pause before a restart.</summary>
    public ushort BackoffMilliseconds;

    /// <summary>The longest pause before a restart.</summary>
    public uint BackoffMaxMilliseconds;

    /// <summary>What holds for a guest whose manifest has no such block.</summary>
    public static Supervision Default => new()
    {
        _layout = LayoutVersion,
        PeriodMicroseconds = 100_000,
        TrialRuns = 10,
        Policy = FaultPolicy.Restart,
        RestartsMax = 5,
        BackoffMilliseconds = 100,
        BackoffMaxMilliseconds = 10_000,
    };

    /// <summary>Reads a block. O(1).</summary>
    /// <param name="block"><see cref="FixedBytes"/> bytes or more.</param>
    internal static Supervision Read(ReadOnlySpan<byte> block) => MemoryMarshal.Read<Supervision>(block);

    /// <summary>The offset of the first field of a block that breaks a rule; -1 when none does. O(1).</summary>
    /// <param name="block"><see cref="FixedBytes"/> bytes or more.</param>
    /// <param name="memoryPages">The manifest's limit.</param>
    internal static int FirstBroken(ReadOnlySpan<byte> block, uint memoryPages)
    {
        Supervision read = Read(block);
        if (read._layout != LayoutVersion) return 0;
        if (read.Policy > FaultPolicy.Safe) return PolicyAt;
        if (read._safeOutputs > SafeOutputsMax) return SafeOutputsAt;
        // Without a least time between its calls, nobody could say what share of the processor a guest needs.
        if (read.PeriodMicroseconds == 0 && read.GapMicroseconds == 0) return GapAt;
        uint release = read.PeriodMicroseconds == 0 ? read.GapMicroseconds : read.PeriodMicroseconds;
        if (read.DeadlineMicroseconds > release) return DeadlineAt;
        if (read.MemoryBytes > memoryPages * PageBytes) return MemoryAt;
        if (read.TrialRuns == 0) return TrialAt;
        return read.BackoffMaxMilliseconds < read.BackoffMilliseconds ? BackoffMaxAt : -1;
    }
}
