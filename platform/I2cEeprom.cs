using System;

namespace Nf.Platform;

/// <summary>An EEPROM of the 24C32 to 24C512 family on an I2C bus. Source: Microchip AT24C512C data sheet, sections 7 to 9.</summary>
/// <typeparam name="TBus">Its bus. It is held by value, so it must be one whose state is all in the controller.</typeparam>
public struct I2cEeprom<TBus> : IBlockStorage
    where TBus : struct, II2cBus
{
    private const int PageBytesMax = 128;
    private const int AddressBytes = 2;
    private const uint BytesMax = 1 << (8 * AddressBytes);

    /// <summary>A page takes up to 5 ms, a poll at least nine bits at 1 MHz.</summary>
    private const int PollCountMax = 1_000;

    private TBus _bus;
    private int _address;
    private uint _bytes;
    private uint _pageBytes;

    /// <inheritdoc/>
    public readonly StorageGeometry Geometry =>
        new() { Kind = StorageKind.Byte, Bytes = _bytes, ProgramPageBytes = _pageBytes, ErasedValue = 0xFF };

    /// <summary>Takes the device's place and shape, and looks whether it is there. One transfer.</summary>
    /// <param name="bus">The bus, ready.</param>
    /// <param name="address">0x50 to 0x57.</param>
    /// <param name="bytes">Its size, at most 64 KiB: 4 KiB for a 24C32.</param>
    /// <param name="pageBytes">Its page: 32 for a 24C32, 128 for a 24C512.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>, <see cref="Status.InvalidArgument"/>, <see cref="Status.NotFound"/> when nothing answers, or a failure of
    /// the bus.
    /// </returns>
    public Status Initialize(TBus bus, int address, uint bytes, uint pageBytes)
    {
        _bus = bus;
        _address = address;
        _bytes = bytes;
        _pageBytes = pageBytes;
        if (!Geometry.IsValid || pageBytes > PageBytesMax || bytes > BytesMax)
            return Status.InvalidArgument;
        Status status = WaitUntilReady(0);
        return status == Status.TimedOut ? Status.NotFound : status;
    }

    /// <inheritdoc/>
    public Status Read(uint address, Span<byte> data)
    {
        Status status = StorageRange.CheckRead(Geometry, address, data.Length);
        if (status != Status.Ok || data.Length == 0)
            return status;
        Span<byte> place = stackalloc byte[AddressBytes];
        PutAddress(place, address);
        return _bus.WriteRead(_address, place, data);
    }

    /// <inheritdoc/>
    public Status Program(uint address, ReadOnlySpan<byte> page)
    {
        Status status = StorageRange.CheckProgram(Geometry, address, page.Length);
        if (status != Status.Ok)
            return status;
        Span<byte> transfer = stackalloc byte[AddressBytes + PageBytesMax];
        PutAddress(transfer, address);
        page.CopyTo(transfer.Slice(AddressBytes));
        status = _bus.Write(_address, transfer.Slice(0, AddressBytes + page.Length));
        return status == Status.Ok ? WaitUntilReady(address) : status;
    }

    /// <inheritdoc/>
    public readonly Status Erase(uint address) => StorageRange.CheckErase(Geometry, address);

    /// <summary>While it writes, the device does not acknowledge (section 7.2, acknowledge polling).</summary>
    private Status WaitUntilReady(uint address)
    {
        Span<byte> place = stackalloc byte[AddressBytes];
        PutAddress(place, address);
        for (int polls = 0; polls < PollCountMax; polls++)
        {
            Status status = _bus.Write(_address, place);
            if (status != Status.I2cNoAcknowledge)
                return status;
        }
        return Status.TimedOut;
    }

    private static void PutAddress(Span<byte> bytes, uint address)
    {
        bytes[0] = (byte)(address >> 8);
        bytes[1] = (byte)address;
    }
}
