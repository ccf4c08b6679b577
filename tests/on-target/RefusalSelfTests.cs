using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.Memory;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>Modules that are refused, each with its status and its reason, and nothing of them stays.</summary>
internal static unsafe class RefusalSelfTests
{
    private const int ReservedStepBytes = 256;
    private static readonly HugeCount s_huge;

    /// <summary>Runs every self-test once.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        Refuse("refuse.import-memory"u8, Status.FeatureNotSupported, LoadDetail.ImportKind, ref report);
        Refuse("refuse.import-table"u8, Status.FeatureNotSupported, LoadDetail.ImportKind, ref report);
        Refuse("refuse.import-global"u8, Status.FeatureNotSupported, LoadDetail.ImportKind, ref report);
        Refuse("refuse.import-unknown"u8, Status.ImportUnknown, LoadDetail.ImportName, ref report);
        Refuse("refuse.import-mismatch"u8, Status.ImportMismatch, LoadDetail.ImportType, ref report);
        Refuse("refuse.memory-too-large"u8, Status.LimitExceeded, LoadDetail.MemorySize, ref report);
        Refuse("refuse.table-too-large"u8, Status.OutOfMemory, LoadDetail.Arena, ref report);
        Refuse("refuse.data-beyond"u8, Status.TrapOutOfBoundsMemory, LoadDetail.Segment, ref report);
        Refuse("refuse.data-far-beyond"u8, Status.TrapOutOfBoundsMemory, LoadDetail.Segment, ref report);
        Refuse("refuse.elements-beyond"u8, Status.TrapOutOfBoundsTable, LoadDetail.Segment, ref report);
        SelfTests.Run("refuse.huge-counts"u8, &HugeCounts, ref report);
        SelfTests.Run("refuse.huge-locals"u8, &HugeLocals, ref report);
        SelfTests.Run("refuse.small-arenas"u8, &SmallArenas, ref report);
        SelfTests.Run("recycle.traps"u8, &Recycle, ref report);
    }
}
