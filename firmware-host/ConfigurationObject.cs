using System;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>What this guest was given, as an object: "guest" with "period_ns", "limits/..." and the array "arguments". It needs no
/// capability. Its number is 0.</summary>
internal static unsafe class ConfigurationObject
{
    /// <inheritdoc cref="HostObjectType.Find"/>
    public static Status Find(ref HostContext host, ReadOnlySpan<byte> name, out int number)
    {
        number = 0;
        return name.SequenceEqual("guest"u8) ? Status.Ok : Status.NotFound;
    }

    /// <inheritdoc cref="HostObjectType.Probe"/>
    public static Status Probe(ref HostContext host, int number) => Status.Ok;

    /// <inheritdoc cref="HostObjectType.Read"/>
    public static Status Read(ref HostContext host, int number, Locator locator, Span<byte> buffer, out int bytes)
    {
        bytes = 0;
        ReadOnlySpan<byte> name = locator.Next();
        if (name.SequenceEqual("limits"u8)) return ReadLimit(in host.Limits, locator, buffer, out bytes);
        if (name.SequenceEqual("arguments"u8)) return ReadArgument(in host, locator, buffer, out bytes);
        bool isPeriod = name.SequenceEqual("period_ns"u8) && locator.IsAtEnd;
        return isPeriod ? FieldBytes.Write(host.Board.PeriodNanoseconds, buffer, out bytes) : Status.NotFound;
    }

    /// <inheritdoc cref="HostObjectType.Length"/>
    public static Status Length(ref HostContext host, Locator locator, out int length)
    {
        bool isArray = locator.Next().SequenceEqual("arguments"u8) && locator.IsAtEnd;
        length = isArray ? host.ArgumentCount : 0;
        return isArray ? Status.Ok : Status.NotFound;
    }

    private static Status ReadLimit(in InstanceLimits limits, Locator locator, Span<byte> buffer, out int bytes)
    {
        bytes = 0;
        ReadOnlySpan<byte> name = locator.Next();
        if (!locator.IsAtEnd) return Status.NotFound;
        if (name.SequenceEqual("fuel"u8)) return FieldBytes.Write(limits.Fuel, buffer, out bytes);
        if (name.SequenceEqual("call_depth"u8)) return FieldBytes.Write(limits.CallDepth, buffer, out bytes);
        if (name.SequenceEqual("memory_pages"u8)) return FieldBytes.Write(limits.MemoryPages, buffer, out bytes);
        if (name.SequenceEqual("stack_bytes"u8)) return FieldBytes.Write(limits.StackBytes, buffer, out bytes);
        if (name.SequenceEqual("host_slots"u8)) return FieldBytes.Write(limits.HostSlots, buffer, out bytes);
        return Status.NotFound;
    }

    private static Status ReadArgument(in HostContext host, Locator locator, Span<byte> buffer, out int bytes)
    {
        bytes = 0;
        Status status = locator.NextIndex(host.ArgumentCount, out int index);
        if (status != Status.Ok) return status;
        if (!locator.IsAtEnd) return Status.NotFound;
        byte* text = host.Arguments[index];
        int length = 0;
        while (text[length] != 0 && length <= buffer.Length) length++;
        if (length > buffer.Length) return Status.BufferTooSmall;
        new ReadOnlySpan<byte>(text, length).CopyTo(buffer);
        bytes = length;
        return Status.Ok;
    }
}
