global using BoardStorage = Nf.Platform.I2cEeprom<Nf.Platform.StellarisI2c>;
using System;

namespace Nf.Platform;

/// <summary>The module store of the LM3S6965 evaluation board on an EEPROM 24C512 at the I2C address 0x50.</summary>
public static class BoardStore
{
    private const int Address = 0x50;
    private const uint DeviceBytes = 65_536;
    private const uint PageBytes = 128;

    /// <summary>Makes the medium of the module store ready.</summary>
    /// <param name="path">Linux: the file, in UTF-8, ended by a zero. A board has one medium and needs no name.</param>
    /// <param name="bytes">How much of it is used, from its start.</param>
    /// <param name="storage">The medium; of no use on failure.</param>
    /// <returns><see cref="Status.Ok"/>, <see cref="Status.NotFound"/> when there is none, or a failure of the medium.</returns>
    public static Status Open(ReadOnlySpan<byte> path, uint bytes, out BoardStorage storage)
    {
        storage = default;
        StellarisI2c bus = default;
        bus.Initialize();
        return storage.Initialize(bus, Address, DeviceBytes, PageBytes);
    }
}
