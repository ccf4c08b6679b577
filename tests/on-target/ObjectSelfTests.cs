using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.FirmwareHost;
using Nf.Memory;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>Host objects of this target's board, with good and bad pointers and handles, by the guest in nf.wat.</summary>
internal static class ObjectSelfTests
{
    private const int SlotCount = 4;

    [InlineArray(SlotCount)]
    private struct Places
    {
        private Slot<HostObject> _first;
    }

    [FixedAddressValueType]
    private static Places s_places;

    /// <summary>The whole life of a handle, and every way to misuse the functions.</summary>
    public static void Objects(ref Check check)
    {
        OpenAndDrop(ref check);
        check.Equal(0, Allocation.Budget.Used(CrateId.Guest));
        Containment.CheckNextGuest(ref check);
    }

    private static void OpenAndDrop(ref Check check)
    {
        Status status = HostFunctionSelfTests.Load("nf"u8, ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        ref SlotTable<HostObject> slots = ref HostFunctionSelfTests.Host.Slots;
        Span<byte> places = MemoryMarshal.CreateSpan(ref Unsafe.As<Places, byte>(ref s_places), Unsafe.SizeOf<Places>());
        check.Equal(Status.Ok, Allocation.Budget.SetLimit(CrateId.Guest, places.Length));
        check.Equal(Status.Ok, SlotTable<HostObject>.Create(
            ref Allocation.Budget, places, SlotCount, 1, SlotPolicy.EvictUnused, out slots));
        InstanceLimits limits = guest.Instance.Limits;
        WasmModule module = guest.Instance.Module;
        check.Equal(Status.Ok, HostFunctionSelfTests.Host.Admit(in limits, in module));
        GoodHandle(in guest, ref check);
        BadPointers(in guest, ref check);
        Containment.CheckArena(in guest, ref check);
        slots.Drop(ref Allocation.Budget);
    }

    private static void GoodHandle(in TestGuest guest, ref Check check)
    {
        "PF0"u8.CopyTo(guest.Instance.Memory);
        "number"u8.CopyTo(guest.Instance.Memory.Slice(8));
        Span<ulong> arguments = stackalloc ulong[5];
        int handle = Open(in guest, (int)HostObjectKind.Pin, 3, 0, ref check);
        check.True(handle > 0);
        check.Equal(handle, Open(in guest, (int)HostObjectKind.Pin, 3, 0, ref check));
        check.Equal(-(int)Status.NotFound, Open(in guest, (int)HostObjectKind.Pin, 2, 0, ref check));
        check.Equal(-(int)Status.OutOfRange, Open(in guest, (int)HostObjectKind.Pin, 3, SlotCount + 1, ref check));
        check.Equal(-(int)Status.InvalidArgument, Open(in guest, 99, 3, 0, ref check));
        arguments[0] = (uint)handle;
        arguments[1] = 8;
        arguments[2] = 6;
        arguments[3] = 32;
        arguments[4] = 4;
        check.Equal(4, HostFunctionSelfTests.Answer(in guest, "read-field"u8, "iiiii:i"u8, arguments, ref check));
        check.Equal(40, guest.Instance.Memory[32]);
        Span<ulong> locator = arguments.Slice(0, 3);
        check.Equal(-(int)Status.NotFound, HostFunctionSelfTests.Answer(in guest, "array-length"u8, "iii:i"u8, locator, ref check));
        check.Equal(0, Close(in guest, handle, ref check));
        check.Equal(0, Close(in guest, handle, ref check));
        check.Equal(-(int)Status.HandleStale, Close(in guest, handle, ref check));
        check.Equal(-(int)Status.HandleForeign, Close(in guest, handle ^ (1 << 30), ref check));
        check.Equal(-(int)Status.Empty, Close(in guest, 0, ref check));
        check.Equal(-(int)Status.OutOfRange, Close(in guest, -1, ref check));
    }

    private static int Open(in TestGuest guest, int kind, uint length, uint slot, ref Check check)
    {
        Span<ulong> arguments = stackalloc ulong[4];
        arguments[0] = (uint)kind;
        arguments[2] = length;
        arguments[3] = slot;
        return HostFunctionSelfTests.Answer(in guest, "open"u8, "iiii:i"u8, arguments, ref check);
    }

    private static int Close(in TestGuest guest, int handle, ref Check check)
    {
        Span<ulong> arguments = stackalloc ulong[1];
        arguments[0] = (uint)handle;
        return HostFunctionSelfTests.Answer(in guest, "close"u8, "i:i"u8, arguments, ref check);
    }

    private static void BadPointers(in TestGuest guest, ref Check check)
    {
        Span<ulong> arguments = stackalloc ulong[5];
        arguments[0] = (int)HostObjectKind.Pin;
        arguments[2] = 3;
        arguments[4] = 4;
        HostFunctionSelfTests.GiveBadPointers(in guest, "open"u8, "iiii:i"u8, arguments.Slice(0, 4), 1, 2, 3, ref check);
        HostFunctionSelfTests.GiveBadPointers(in guest, "array-length"u8, "iii:i"u8, arguments.Slice(0, 3), 1, 2, 3, ref check);
        HostFunctionSelfTests.GiveBadPointers(in guest, "read-field"u8, "iiiii:i"u8, arguments, 1, 2, 3, ref check);
        HostFunctionSelfTests.GiveBadPointers(in guest, "read-field"u8, "iiiii:i"u8, arguments, 3, 4, 4, ref check);
    }
}
