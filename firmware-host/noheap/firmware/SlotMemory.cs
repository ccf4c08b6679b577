using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.Memory;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>The guest's table of host objects: static storage for as many as board.yaml allows, for one guest at a time.</summary>
internal static class SlotMemory
{
    // An image has one guest.
    private const int Owner = 1;

    [InlineArray((int)BoardConstants.HostSlotsMax)]
    private struct Places
    {
        private Slot<HostObject> _first;
    }

    [FixedAddressValueType]
    private static Places s_places;

    /// <summary>Makes the table; the guest's budget pays for it until it is dropped.</summary>
    /// <returns>Ok or BudgetExceeded.</returns>
    public static Status MakeTable(out SlotTable<HostObject> table)
    {
        Span<byte> bytes = MemoryMarshal.CreateSpan(ref Unsafe.As<Places, byte>(ref s_places), Unsafe.SizeOf<Places>());
        return SlotTable<HostObject>.Create(
            ref Allocation.Budget, bytes, (int)BoardConstants.HostSlotsMax, Owner, SlotPolicy.EvictUnused, out table);
    }
}
