using System;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>A device on the I2C bus as an object: "0x48" with "address" and the array "registers". Its number is the address.</summary>
internal static class I2cDeviceObject
{
    private const int TransferBytesMax = 32;
    private const int Registers = 256;

    /// <inheritdoc cref="HostObjectType.Find"/>
    public static Status Find(ref HostContext host, ReadOnlySpan<byte> name, out int address)
    {
        if (!TryParse(name, out address)) return Status.NotFound;
        return host.Allows(DeviceAccess.I2c, name) ? Status.Ok : Status.NotGranted;
    }

    /// <inheritdoc cref="HostObjectType.Probe"/>
    /// <remarks>A device is there when it answers: reading one byte is the transfer that changes least.</remarks>
    public static Status Probe(ref HostContext host, int address)
    {
        if (!I2cAddress.IsValid(address)) return Status.NotFound;
        Span<byte> one = stackalloc byte[1];
        Status status = host.Board.I2c.Read(address, one);
        host.Trace.I2c(host.Tick, address, default, one, status);
        return status == Status.I2cNoAcknowledge ? Status.NotFound : status;
    }

    /// <inheritdoc cref="HostObjectType.Read"/>
    public static Status Read(ref HostContext host, int address, Locator locator, Span<byte> buffer, out int bytes)
    {
        bytes = 0;
        ReadOnlySpan<byte> name = locator.Next();
        if (name.SequenceEqual("address"u8) && locator.IsAtEnd) return FieldBytes.Write((uint)address, buffer, out bytes);
        if (!name.SequenceEqual("registers"u8)) return Status.NotFound;
        Status status = locator.NextIndex(Registers, out int register);
        if (status != Status.Ok) return status;
        if (!locator.IsAtEnd) return Status.NotFound;
        return buffer.Length == 0 ? Status.BufferTooSmall : ReadRegisters(ref host, address, register, buffer, out bytes);
    }

    /// <inheritdoc cref="HostObjectType.Length"/>
    public static Status Length(ref HostContext host, Locator locator, out int length)
    {
        bool isArray = locator.Next().SequenceEqual("registers"u8) && locator.IsAtEnd;
        length = isArray ? Registers : 0;
        return isArray ? Status.Ok : Status.NotFound;
    }

    // From that register on as many as the buffer takes, as there are, and as a transfer does.
    private static Status ReadRegisters(ref HostContext host, int address, int register, Span<byte> buffer, out int bytes)
    {
        int most = Registers - register < TransferBytesMax ? Registers - register : TransferBytesMax;
        Span<byte> values = buffer.Slice(0, buffer.Length < most ? buffer.Length : most);
        byte pointer = (byte)register;
        ReadOnlySpan<byte> written = new(in pointer);
        Status status = host.Board.I2c.WriteRead(address, written, values);
        host.Trace.I2c(host.Tick, address, written, values, status);
        bytes = status == Status.Ok ? values.Length : 0;
        return status;
    }

    // Two hexadecimal digits, as traces and scenarios write an address.
    private static bool TryParse(ReadOnlySpan<byte> name, out int address)
    {
        address = 0;
        if (name.Length != 4 || name[0] != (byte)'0' || name[1] != (byte)'x') return false;
        int high = Digit(name[2]);
        int low = Digit(name[3]);
        if (high < 0 || low < 0) return false;
        address = (high << 4) | low;
        return true;
    }

    private static int Digit(byte character) => character switch
    {
        >= (byte)'0' and <= (byte)'9' => character - '0',
        >= (byte)'a' and <= (byte)'f' => character - 'a' + 10,
        _ => -1,
    };
}
