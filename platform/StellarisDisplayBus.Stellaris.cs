using System;

namespace Nf.Platform;

/// <summary>
/// The line to the display of the LM3S6965 evaluation board: SSI0, PA3 selects it, PC7 tells data from commands. Source: TI EK-LM3S6965
/// user's manual, schematics.
/// </summary>
/// <remarks>In the emulator it listens whenever the SD card on the same bus does not, whatever PA3 says: so PD0 has to be high, too.</remarks>
public struct StellarisDisplayBus : IDisplayBus
{
    private const int SelectPin = 3; // PA3
    private const int CardPin = 24; // PD0
    private const uint Kilohertz = 10_000;

    private const int DataPort = 2;
    private const uint DataBit = 1 << 7;
    private const uint Direction = 0x400;
    private const uint DigitalEnable = 0x51C;

    private StellarisSpi _spi;

    private static uint DataPortBase => StellarisSystem.PortBase(DataPort);

    /// <inheritdoc/>
    public Status Open()
    {
        StellarisSpi card = default;
        Status status = card.Initialize(CardPin, Kilohertz);
        if (status != Status.Ok)
            return status;
        StellarisSystem.EnablePort(DataPort);
        Mmio.SetBits(DataPortBase + Direction, DataBit);
        Mmio.SetBits(DataPortBase + DigitalEnable, DataBit);
        return _spi.Initialize(SelectPin, Kilohertz);
    }

    /// <inheritdoc/>
    public readonly Status Command(ReadOnlySpan<byte> bytes) => Send(bytes, 0);

    /// <inheritdoc/>
    public readonly Status Data(ReadOnlySpan<byte> bytes) => Send(bytes, DataBit);

    private readonly Status Send(ReadOnlySpan<byte> bytes, uint dataLevel)
    {
        // The address bits 9 to 2 of a data access are a mask.
        Mmio.Write(DataPortBase + (DataBit << 2), dataLevel);
        _spi.Select(true);
        Status status = Status.Ok;
        for (int i = 0; i < bytes.Length && status == Status.Ok; i++)
            status = _spi.Exchange(bytes[i], out _);
        _spi.Select(false);
        return status;
    }
}
