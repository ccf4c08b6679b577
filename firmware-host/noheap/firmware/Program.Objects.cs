using Nf.Memory;

namespace Nf.FirmwareHost;

internal static unsafe partial class Program
{
    static partial void MakeSlots(ref Status status)
    {
        if (status == Status.Ok) status = SlotMemory.MakeTable(out s_host.Slots);
    }

    static partial void DropSlots() => s_host.Slots.Drop(ref Allocation.Budget);
}
