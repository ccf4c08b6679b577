using System;
using System.Runtime.InteropServices;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>
/// Module <c>nf</c>: events, timer, messages and topics of a supervised guest. One that runs alone is answered NotSupported.
/// examples/include/nf.h is their contract.
/// </summary>
internal static unsafe class EventFunctions
{
    // What a message costs beside its bytes, in units of fuel: about what the host executes for it.
    private const ulong MessageFuel = 64;

    /// <summary>Finds a function by its name in the module.</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, out HostFunction function)
    {
        if (name.SequenceEqual("gpio_watch"u8)) function = new HostFunction("ii:i"u8, &WatchPin, capability: DeviceAccess.Gpio);
        else if (name.SequenceEqual("timer_set"u8)) function = new HostFunction("I:i"u8, &SetTimer);
        else if (name.SequenceEqual("message_take"u8)) function = new HostFunction("ii:i"u8, &TakeMessage);
        else if (name.SequenceEqual("topic_open"u8)) function = OfTopics("ii:i"u8, &OpenTopic);
        else if (name.SequenceEqual("topic_publish"u8)) function = OfTopics("iii:i"u8, &Publish);
        else if (name.SequenceEqual("topic_take"u8)) function = OfTopics("iii:i"u8, &TakeFromTopic);
        else function = default;
        return function.Function != null;
    }

    private static HostFunction OfTopics(ReadOnlySpan<byte> signature, delegate* unmanaged<HostCall*, int> function) =>
        new(signature, function, capability: TopicTable.Class);

    private static int Answer(HostCall* call, Status status) => Answer(call, status, 0);

    private static int Answer(HostCall* call, Status status, int value)
    {
        call->Return(status == Status.Ok ? value : -(int)status);
        return (int)Status.Ok;
    }

    [UnmanagedCallersOnly]
    private static int WatchPin(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        if (!host.Link.IsPresent) return Answer(call, Status.NotSupported);
        int pin = call->Int32(0);
        return Answer(call, host.WatchPin(pin, (PinEdges)call->Int32(1)));
    }

    [UnmanagedCallersOnly]
    private static int SetTimer(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        long nanoseconds = call->Int64(0);
        if (!host.Link.IsPresent) return Answer(call, Status.NotSupported);
        if (nanoseconds < 0) return Answer(call, Status.InvalidArgument);
        host.Link.Guest.Events.SetTimer(nanoseconds == 0 ? 0 : host.NowNanoseconds + (ulong)nanoseconds);
        return Answer(call, Status.Ok);
    }

    [UnmanagedCallersOnly]
    private static int TakeMessage(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        Status status = Begin(call, call->UInt32(0), call->UInt32(1), GuestEvents.MessageBytesMax, out Span<byte> buffer);
        if (status != Status.Ok) return (int)status;
        if (!host.Link.IsPresent) return Answer(call, Status.NotSupported);
        status = host.Link.Guest.Events.TakeMessage(buffer, out int bytes);
        return Answer(call, status, bytes);
    }

    [UnmanagedCallersOnly]
    private static int OpenTopic(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        Status status = Begin(call, call->UInt32(0), call->UInt32(1), Topic.NameBytesMax, out Span<byte> name);
        if (status != Status.Ok) return (int)status;
        if (!host.Link.IsPresent) return Answer(call, Status.NotSupported);
        status = host.Link.Topics->Find(host.Link.Place, name, out int id);
        return Answer(call, status, id);
    }

    [UnmanagedCallersOnly]
    private static int Publish(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        Status status = Begin(call, call->UInt32(1), call->UInt32(2), TopicTable.MessageBytesMax, out Span<byte> message);
        if (status != Status.Ok) return (int)status;
        if (!host.Link.IsPresent) return Answer(call, Status.NotSupported);
        return Answer(call, host.Link.Topics->Publish(host.Link.Place, call->Int32(0), message, host.Link.All, host.NowNanoseconds));
    }

    [UnmanagedCallersOnly]
    private static int TakeFromTopic(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        Status status = Begin(call, call->UInt32(1), call->UInt32(2), TopicTable.MessageBytesMax, out Span<byte> buffer);
        if (status != Status.Ok) return (int)status;
        if (!host.Link.IsPresent) return Answer(call, Status.NotSupported);
        status = host.Link.Topics->Take(host.Link.Place, call->Int32(0), buffer, out int bytes);
        return Answer(call, status, bytes);
    }

    // Checks the pointer, and takes the fuel for as many bytes as the host may copy.
    private static Status Begin(HostCall* call, uint pointer, uint length, uint most, out Span<byte> span)
    {
        Status status = call->TrySpan(pointer, length, out span);
        return status == Status.Ok ? call->Charge(MessageFuel + (Math.Min(length, most) / HostCall.BytesInUnit)) : status;
    }
}
