using System;
using System.Buffers.Binary;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>The fields of the objects that a guest opened. examples/README.md lists them.</summary>
internal static unsafe class HostFields
{
    private const int I2cBytesMax = 32;
    private const int Registers = 256;

    /// <summary>Reads a field. O(bytes).</summary>
    /// <param name="host">The guest's context.</param>
    /// <param name="target">The object.</param>
    /// <param name="locator">The field's path.</param>
    /// <param name="buffer">Gets the field: an integer in little-endian order, or a text in UTF-8.</param>
    /// <param name="bytes">Its length; 0 on failure.</param>
    /// <returns>
    /// Ok; NotFound (no such field); OutOfRange (no such element); InvalidArgument (no index where one must be); BufferTooSmall; what the
    /// device says.
    /// </returns>
    public static Status Read(ref HostContext host, in HostObject target, Locator locator, Span<byte> buffer, out int bytes)
    {
        bytes = 0;
        return target.Kind switch
        {
            HostObjectKind.Pin => ReadPin(ref host, target.Number, locator, buffer, out bytes),
            HostObjectKind.I2cDevice => ReadDevice(ref host, target.Number, locator, buffer, out bytes),
            _ => ReadConfiguration(ref host, locator, buffer, out bytes),
        };
    }

    /// <summary>The elements of a field that is an array. O(1).</summary>
    /// <param name="host">The guest's context.</param>
    /// <param name="target">The object.</param>
    /// <param name="locator">The field's path.</param>
    /// <param name="length">Their number; 0 on failure.</param>
    /// <returns>Ok; NotFound when there is no such array.</returns>
    public static Status Length(ref HostContext host, in HostObject target, Locator locator, out int length)
    {
        ReadOnlySpan<byte> name = locator.Next();
        bool isRegisters = target.Kind == HostObjectKind.I2cDevice && name.SequenceEqual("registers"u8);
        bool isArguments = target.Kind == HostObjectKind.Configuration && name.SequenceEqual("arguments"u8);
        bool isArray = (isRegisters || isArguments) && locator.IsAtEnd;
        length = !isArray ? 0 : isRegisters ? Registers : host.ArgumentCount;
        return isArray ? Status.Ok : Status.NotFound;
    }

    private static Status ReadPin(ref HostContext host, int pin, Locator locator, Span<byte> buffer, out int bytes)
    {
        bytes = 0;
        ReadOnlySpan<byte> name = locator.Next();
        if (!locator.IsAtEnd) return Status.NotFound;
        if (name.SequenceEqual("number"u8)) return Write32(pin, buffer, out bytes);
        if (!name.SequenceEqual("level"u8)) return Status.NotFound;
        if (buffer.Length < sizeof(int)) return Status.BufferTooSmall;
        Status status = host.Board.Gpio.Read(pin, out PinValue value);
        host.Trace.GpioRead(host.Tick, pin, value, status);
        return status == Status.Ok ? Write32((int)value, buffer, out bytes) : status;
    }

    private static Status ReadDevice(ref HostContext host, int address, Locator locator, Span<byte> buffer, out int bytes)
    {
        bytes = 0;
        ReadOnlySpan<byte> name = locator.Next();
        if (name.SequenceEqual("address"u8) && locator.IsAtEnd) return Write32(address, buffer, out bytes);
        if (!name.SequenceEqual("registers"u8)) return Status.NotFound;
        Status status = locator.NextIndex(Registers, out int register);
        if (status != Status.Ok) return status;
        if (!locator.IsAtEnd) return Status.NotFound;
        if (buffer.Length == 0) return Status.BufferTooSmall;
        // As many as the buffer takes, from that register on; but no more than a transfer does.
        Span<byte> values = buffer.Slice(0, buffer.Length < I2cBytesMax ? buffer.Length : I2cBytesMax);
        byte pointer = (byte)register;
        ReadOnlySpan<byte> written = new(in pointer);
        status = host.Board.I2c.WriteRead(address, written, values);
        host.Trace.I2c(host.Tick, address, written, values, status);
        if (status == Status.Ok) bytes = values.Length;
        return status;
    }

    private static Status ReadConfiguration(ref HostContext host, Locator locator, Span<byte> buffer, out int bytes)
    {
        bytes = 0;
        ReadOnlySpan<byte> name = locator.Next();
        if (name.SequenceEqual("limits"u8)) return ReadLimit(in host.Limits, locator, buffer, out bytes);
        if (name.SequenceEqual("arguments"u8)) return ReadArgument(in host, locator, buffer, out bytes);
        bool isPeriod = name.SequenceEqual("period_ns"u8) && locator.IsAtEnd;
        return isPeriod ? Write64(host.Board.PeriodNanoseconds, buffer, out bytes) : Status.NotFound;
    }

    private static Status ReadLimit(in InstanceLimits limits, Locator locator, Span<byte> buffer, out int bytes)
    {
        bytes = 0;
        ReadOnlySpan<byte> name = locator.Next();
        if (!locator.IsAtEnd) return Status.NotFound;
        if (name.SequenceEqual("fuel"u8)) return Write64(limits.Fuel, buffer, out bytes);
        if (name.SequenceEqual("call_depth"u8)) return Write32((int)limits.CallDepth, buffer, out bytes);
        if (name.SequenceEqual("memory_pages"u8)) return Write32((int)limits.MemoryPages, buffer, out bytes);
        if (name.SequenceEqual("stack_bytes"u8)) return Write32((int)limits.StackBytes, buffer, out bytes);
        if (name.SequenceEqual("host_slots"u8)) return Write32((int)limits.HostSlots, buffer, out bytes);
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

    private static Status Write32(int value, Span<byte> buffer, out int bytes)
    {
        bytes = buffer.Length < sizeof(int) ? 0 : sizeof(int);
        if (bytes == 0) return Status.BufferTooSmall;
        BinaryPrimitives.WriteUInt32LittleEndian(buffer, (uint)value);
        return Status.Ok;
    }

    private static Status Write64(ulong value, Span<byte> buffer, out int bytes)
    {
        bytes = buffer.Length < sizeof(ulong) ? 0 : sizeof(ulong);
        if (bytes == 0) return Status.BufferTooSmall;
        BinaryPrimitives.WriteUInt64LittleEndian(buffer, value);
        return Status.Ok;
    }
}
