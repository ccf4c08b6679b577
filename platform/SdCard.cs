using System;
using System.Diagnostics.CodeAnalysis;

namespace Nf.Platform;

/// <summary>An SD card in SPI mode: sectors of 512 bytes. Source: SD Physical Layer Simplified Specification 6.00, chapter 7.</summary>
/// <typeparam name="TSpi">Its place on the bus, at 100 to 400 kHz until <see cref="Initialize"/> has returned.</typeparam>
/// <remarks>Checksums of data are not used, as the mode allows: who stores something checks it himself.</remarks>
public struct SdCard<TSpi> : IBlockStorage
    where TSpi : struct, ISpiDevice
{
    private const int SectorBytes = 512;

    private const byte GoIdle = 0;
    private const byte SendInterfaceCondition = 8;
    private const byte ReadSector = 17;
    private const byte WriteSector = 24;
    private const byte SendOperatingCondition = 41;
    private const byte ApplicationCommand = 55;
    private const byte ReadOperatingConditions = 58;

    private const byte IsIdle = 0x01;
    private const byte NoAnswer = 0x80;
    private const byte Idle = 0xFF;
    private const byte DataToken = 0xFE;
    private const byte DataResponseMask = 0x1F;
    private const byte DataAccepted = 0x05;

    /// <summary>2.7 to 3.6 V, and a pattern that the card sends back.</summary>
    private const uint VoltageAndPattern = 0x1AA;

    private const uint HighCapacity = 1 << 30;

    /// <summary>Section 7.5.4: an answer comes within eight bytes.</summary>
    private const int AnswerBytesMax = 8;

    /// <summary>Section 4.2.3: a card is ready within a second; one round takes at least 20 bytes at 400 kHz, which is 400 µs.</summary>
    private const int ReadyRoundsMax = 2_500;

    /// <summary>Section 4.6.2: 250 ms for a write, less for a read; a byte at 25 MHz takes 320 ns.</summary>
    private const int PollCountMax = 800_000;

    private TSpi _spi;
    private uint _bytes;
    private bool _hasHighCapacity;

    /// <summary>Its place on the bus: it may be made faster, up to 25 MHz, after <see cref="Initialize"/>.</summary>
    [UnscopedRef]
    public ref TSpi Spi => ref _spi;

    /// <inheritdoc/>
    public readonly StorageGeometry Geometry =>
        new() { Kind = StorageKind.Sector, Bytes = _bytes, ProgramPageBytes = SectorBytes };

    /// <summary>Wakes the card. Up to a second.</summary>
    /// <param name="spi">Its place on the bus, ready.</param>
    /// <param name="bytes">How much of the card is used, from its start: whole sectors.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>; <see cref="Status.InvalidArgument"/>; <see cref="Status.NotFound"/> without a card;
    /// <see cref="Status.NotSupported"/> for one of before 2006; or a common failure of <see cref="IBlockStorage"/>.
    /// </returns>
    public Status Initialize(TSpi spi, uint bytes)
    {
        _spi = spi;
        _bytes = 0;
        if (bytes == 0 || bytes % SectorBytes != 0)
            return Status.InvalidArgument;
        _spi.Select(false);
        // Section 6.4.1: at least 74 clocks before the first command.
        Status status = Skip(10);
        if (status == Status.Ok)
            status = Wake();
        _spi.Select(false);
        if (status == Status.Ok)
            _bytes = bytes;
        return status;
    }

    /// <summary>Reads any bytes; whole sectors come from the card, and what was not asked for is dropped.</summary>
    /// <inheritdoc/>
    public Status Read(uint address, Span<byte> data)
    {
        Status status = StorageRange.CheckRead(Geometry, address, data.Length);
        while (status == Status.Ok && data.Length > 0)
        {
            int first = (int)(address % SectorBytes);
            int count = Math.Min(SectorBytes - first, data.Length);
            status = ReadPart(address - (uint)first, first, data.Slice(0, count));
            _spi.Select(false);
            data = data.Slice(count);
            address += (uint)count;
        }
        return status;
    }

    /// <inheritdoc/>
    public Status Program(uint address, ReadOnlySpan<byte> page)
    {
        Status status = StorageRange.CheckProgram(Geometry, address, page.Length);
        if (status != Status.Ok)
            return status;
        status = Write(address, page);
        _spi.Select(false);
        return status;
    }

    /// <inheritdoc/>
    public readonly Status Erase(uint address) => StorageRange.CheckErase(Geometry, address);

    private Status Wake()
    {
        Status status = Command(GoIdle, 0, out byte answer);
        if (status != Status.Ok || answer != IsIdle)
            return status == Status.Ok ? Status.NotFound : status;
        status = Command(SendInterfaceCondition, VoltageAndPattern, out answer);
        if (status != Status.Ok || answer != IsIdle)
            return status == Status.Ok ? Status.NotSupported : status;
        status = ReadWord(out uint word);
        if (status != Status.Ok || (word & 0xFFF) != VoltageAndPattern)
            return status == Status.Ok ? Status.NotSupported : status;
        status = WaitUntilReady();
        if (status == Status.Ok)
            status = Command(ReadOperatingConditions, 0, out answer);
        // The emulator's card says again here that it is idle.
        if (status != Status.Ok || (answer & ~IsIdle) != 0)
            return status == Status.Ok ? Status.IoError : status;
        status = ReadWord(out word);
        _hasHighCapacity = (word & HighCapacity) != 0;
        return status;
    }

    private Status WaitUntilReady()
    {
        for (int round = 0; round < ReadyRoundsMax; round++)
        {
            Status status = Command(ApplicationCommand, 0, out _);
            byte answer = IsIdle;
            if (status == Status.Ok)
                status = Command(SendOperatingCondition, HighCapacity, out answer);
            if (status != Status.Ok || answer == 0)
                return status;
            if (answer != IsIdle)
                return Status.IoError;
        }
        return Status.TimedOut;
    }

    private Status ReadPart(uint sector, int first, Span<byte> part)
    {
        Status status = Command(ReadSector, AddressOf(sector), out byte answer);
        if (status == Status.Ok && answer != 0)
            return Status.IoError;
        byte token = Idle;
        for (int polls = 0; status == Status.Ok && token == Idle && polls < PollCountMax; polls++)
            status = _spi.Exchange(Idle, out token);
        if (status != Status.Ok || token != DataToken)
            return status != Status.Ok ? status : token == Idle ? Status.TimedOut : Status.IoError;
        status = Skip(first);
        for (int i = 0; status == Status.Ok && i < part.Length; i++)
            status = _spi.Exchange(Idle, out part[i]);
        // The rest of the sector and its checksum.
        return status == Status.Ok ? Skip(SectorBytes - first - part.Length + sizeof(ushort)) : status;
    }

    private Status Write(uint sector, ReadOnlySpan<byte> data)
    {
        Status status = Command(WriteSector, AddressOf(sector), out byte answer);
        if (status == Status.Ok && answer != 0)
            return Status.IoError;
        if (status == Status.Ok)
            status = Skip(1);
        if (status == Status.Ok)
            status = _spi.Exchange(DataToken, out _);
        for (int i = 0; status == Status.Ok && i < data.Length; i++)
            status = _spi.Exchange(data[i], out _);
        if (status == Status.Ok)
            status = Skip(sizeof(ushort));
        byte response = 0;
        if (status == Status.Ok)
            status = _spi.Exchange(Idle, out response);
        if (status != Status.Ok)
            return status;
        status = WaitWhileBusy();
        if (status != Status.Ok)
            return status;
        return (response & DataResponseMask) == DataAccepted ? Status.Ok : Status.IoError;
    }

    /// <summary>The card holds its line low until what it took is written.</summary>
    private Status WaitWhileBusy()
    {
        for (int polls = 0; polls < PollCountMax; polls++)
        {
            Status status = _spi.Exchange(Idle, out byte input);
            if (status != Status.Ok || input == Idle)
                return status;
        }
        return Status.TimedOut;
    }

    /// <summary>Sends a command and takes its first answer; the card stays selected for what follows.</summary>
    private Status Command(byte command, uint argument, out byte answer)
    {
        answer = Idle;
        _spi.Select(true);
        Status status = Skip(1);
        if (status == Status.Ok)
            status = _spi.Exchange((byte)(0x40 | command), out _);
        for (int shift = 24; status == Status.Ok && shift >= 0; shift -= 8)
            status = _spi.Exchange((byte)(argument >> shift), out _);
        if (status == Status.Ok)
            status = _spi.Exchange(ChecksumOf(command), out _);
        for (int i = 0; status == Status.Ok && (answer & NoAnswer) != 0 && i < AnswerBytesMax; i++)
            status = _spi.Exchange(Idle, out answer);
        return status;
    }

    /// <summary>Section 7.2.2: only these two are checked in SPI mode; each is always sent with one argument.</summary>
    private static byte ChecksumOf(byte command) => command switch
    {
        GoIdle => 0x95,
        SendInterfaceCondition => 0x87,
        _ => 0x01,
    };

    private readonly uint AddressOf(uint sector) => _hasHighCapacity ? sector / SectorBytes : sector;

    private Status ReadWord(out uint word)
    {
        word = 0;
        Status status = Status.Ok;
        for (int i = 0; status == Status.Ok && i < sizeof(uint); i++)
        {
            status = _spi.Exchange(Idle, out byte input);
            word = (word << 8) | input;
        }
        return status;
    }

    private Status Skip(int bytes)
    {
        Status status = Status.Ok;
        for (int i = 0; status == Status.Ok && i < bytes; i++)
            status = _spi.Exchange(Idle, out _);
        return status;
    }
}
