using System;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>
/// The functions of module <c>nf</c> for host objects. examples/include/nf.h is their contract; failures and pointers are answered as
/// <see cref="NfFunctions"/> does.
/// </summary>
internal static unsafe class ObjectFunctions
{
    /// <summary>Finds a function by its name in the module.</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, out HostFunction function)
    {
        if (name.SequenceEqual("open"u8)) function = new HostFunction("iiii:i"u8, &Open);
        else if (name.SequenceEqual("close"u8)) function = new HostFunction("i:i"u8, &Close);
        else if (name.SequenceEqual("read_field"u8)) function = new HostFunction("iiiii:i"u8, &ReadField);
        else if (name.SequenceEqual("array_length"u8)) function = new HostFunction("iii:i"u8, &ArrayLength);
        else function = default;
        return function.Function != null;
    }

    // A number that is 0 or above, or the negated status.
    private static int Answer(HostCall* call, Status status, int number)
    {
        call->Return(status == Status.Ok ? number : -(int)status);
        return (int)Status.Ok;
    }

    [UnmanagedCallersOnly]
    private static int Open(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        Status status = call->TrySpan(call->UInt32(1), call->UInt32(2), out Span<byte> name);
        if (status != Status.Ok) return (int)status;
        HostObjectKind kind = (HostObjectKind)call->Int32(0);
        if (name.Length > Locator.BytesMax) return Answer(call, Status.InvalidArgument, 0);
        status = HostObjectType.TryFind(kind, out HostObjectType type);
        int number = 0;
        if (status == Status.Ok) status = type.Find(ref host, name, out number);
        SlotHandle handle = default;
        HostObjectSource source = new((HostContext*)call->Context);
        if (status == Status.Ok) status = host.Slots.Open(call->Int32(3), (int)kind, (ulong)number, ref source, out handle);
        return Answer(call, status, handle.Value);
    }

    [UnmanagedCallersOnly]
    private static int Close(HostCall* call)
    {
        Status status = HostContext.Of(call).Slots.Close(new SlotHandle(call->Int32(0)));
        return Answer(call, status, 0);
    }

    [UnmanagedCallersOnly]
    private static int ReadField(HostCall* call)
    {
        Status status = call->TrySpan(call->UInt32(3), call->UInt32(4), out Span<byte> buffer);
        if (status != Status.Ok) return (int)status;
        status = TryTarget(call, out HostObject target, out HostObjectType type, out Locator locator, out bool isTrap);
        if (isTrap) return (int)status;
        int bytes = 0;
        if (status == Status.Ok) status = type.Read(ref HostContext.Of(call), target.Number, locator, buffer, out bytes);
        return Answer(call, status, bytes);
    }

    [UnmanagedCallersOnly]
    private static int ArrayLength(HostCall* call)
    {
        Status status = TryTarget(call, out _, out HostObjectType type, out Locator locator, out bool isTrap);
        if (isTrap) return (int)status;
        int length = 0;
        if (status == Status.Ok) status = type.Length(ref HostContext.Of(call), locator, out length);
        return Answer(call, status, length);
    }

    // Handle, pointer and length of a locator: the first three arguments. A bad pointer ends the guest's call.
    private static Status TryTarget(
        HostCall* call, out HostObject target, out HostObjectType type, out Locator locator, out bool isTrap)
    {
        target = default;
        type = default;
        locator = default;
        Status status = call->TrySpan(call->UInt32(1), call->UInt32(2), out Span<byte> path);
        isTrap = status != Status.Ok;
        if (isTrap) return status;
        if (path.Length is 0 or > Locator.BytesMax) return Status.InvalidArgument;
        locator = new Locator(path);
        status = HostContext.Of(call).Slots.TryGet(new SlotHandle(call->Int32(0)), (int)HostObjectKind.Any, out target);
        return status == Status.Ok ? HostObjectType.TryFind(target.Kind, out type) : status;
    }
}
