using System;

namespace Nf.Platform;

/// <summary>
/// Serial NOR flash with 24-bit addresses, pages of 256 bytes and erase blocks of 4 KiB. Source: Winbond W25Q80BL data sheet, section 8.
/// </summary>
/// <typeparam name="TSpi">Its place on the bus.</typeparam>
public struct SpiNorFlash<TSpi> : IBlockStorage
    where TSpi : struct, ISpiDevice
{
    private const uint PageBytes = 256;
    private const uint BlockBytes = 4096;
    private const uint BytesMax = 1 << 24;

    private const byte PageProgram = 0x02;
    private const byte ReadData = 0x03;
    private const byte ReadState = 0x05;
    private const byte WriteEnable = 0x06;
    private const byte SectorErase = 0x20;
    private const byte ReadIdentity = 0x9F;
    private const byte IsBusy = 0x01;
    private const byte IsWriteEnabled = 0x02;

    /// <summary>A block takes up to 400 ms; a poll takes at least 8 bits at 50 MHz, which is 160 ns.</summary>
    private const int PollCountMax = 2_500_000;

    private TSpi _spi;
    private uint _bytes;

    /// <inheritdoc/>
    public readonly StorageGeometry Geometry => new()
    {
        Kind = StorageKind.Nor,
        Bytes = _bytes,
        ProgramPageBytes = PageBytes,
        EraseBlockBytes = BlockBytes,
        ErasedValue = 0xFF,
    };

    /// <summary>Asks the device for its size and waits for a write that a reset may have left running.</summary>
    /// <param name="spi">Its place on the bus, ready.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>; <see cref="Status.NotFound"/> when nothing answers; <see cref="Status.NotSupported"/> for a device larger
    /// than 16 MiB or smaller than a block; or a common failure of <see cref="IBlockStorage"/>.
    /// </returns>
    public Status Initialize(TSpi spi)
    {
        _spi = spi;
        _bytes = 0;
        Status status = WaitUntilReady();
        if (status != Status.Ok)
            return status;
        _spi.Select(true);
        status = _spi.Exchange(ReadIdentity, out _);
        byte maker = 0, size = 0;
        if (status == Status.Ok)
            status = _spi.Exchange(0, out maker);
        if (status == Status.Ok)
            status = _spi.Exchange(0, out _);
        if (status == Status.Ok)
            status = _spi.Exchange(0, out size);
        _spi.Select(false);
        if (status != Status.Ok)
            return status;
        if (maker is 0 or 0xFF)
            return Status.NotFound;
        // JEDEC's third byte is the size as a power of two, for all makers of such devices.
        if (size is < 12 or > 24)
            return Status.NotSupported;
        _bytes = Math.Min(1u << size, BytesMax);
        return Status.Ok;
    }

    /// <inheritdoc/>
    public Status Read(uint address, Span<byte> data)
    {
        Status status = StorageRange.CheckRead(Geometry, address, data.Length);
        if (status != Status.Ok)
            return status;
        status = Begin(ReadData, address);
        for (int i = 0; status == Status.Ok && i < data.Length; i++)
            status = _spi.Exchange(0, out data[i]);
        _spi.Select(false);
        return status;
    }

    /// <inheritdoc/>
    public Status Program(uint address, ReadOnlySpan<byte> page)
    {
        Status status = StorageRange.CheckProgram(Geometry, address, page.Length);
        if (status == Status.Ok)
            status = EnableWrite();
        if (status != Status.Ok)
            return status;
        status = Begin(PageProgram, address);
        for (int i = 0; status == Status.Ok && i < page.Length; i++)
            status = _spi.Exchange(page[i], out _);
        _spi.Select(false);
        return status == Status.Ok ? WaitUntilReady() : status;
    }

    /// <inheritdoc/>
    public Status Erase(uint address)
    {
        Status status = StorageRange.CheckErase(Geometry, address);
        if (status == Status.Ok)
            status = EnableWrite();
        if (status != Status.Ok)
            return status;
        status = Begin(SectorErase, address);
        _spi.Select(false);
        return status == Status.Ok ? WaitUntilReady() : status;
    }

    private Status Begin(byte command, uint address)
    {
        _spi.Select(true);
        Status status = _spi.Exchange(command, out _);
        for (int shift = 16; status == Status.Ok && shift >= 0; shift -= 8)
            status = _spi.Exchange((byte)(address >> shift), out _);
        return status;
    }

    /// <summary>Opens the device for one write; it says so, or it is protected.</summary>
    private Status EnableWrite()
    {
        _spi.Select(true);
        Status status = _spi.Exchange(WriteEnable, out _);
        _spi.Select(false);
        byte state = 0;
        if (status == Status.Ok)
            status = State(out state);
        if (status != Status.Ok)
            return status;
        return (state & IsWriteEnabled) != 0 ? Status.Ok : Status.IoError;
    }

    private Status WaitUntilReady()
    {
        for (int polls = 0; polls < PollCountMax; polls++)
        {
            Status status = State(out byte state);
            // A bus without a device reads as all ones; that is looked at with the identity.
            if (status != Status.Ok || (state & IsBusy) == 0 || state == 0xFF)
                return status;
        }
        return Status.TimedOut;
    }

    private Status State(out byte state)
    {
        _spi.Select(true);
        state = 0;
        Status status = _spi.Exchange(ReadState, out _);
        if (status == Status.Ok)
            status = _spi.Exchange(0, out state);
        _spi.Select(false);
        return status;
    }
}
