global using BoardStorage = Nf.Platform.SpiNorFlash<Nf.Platform.StellarisSpi>;
using System;

namespace Nf.Platform;

/// <summary>The module store of the LM3S6965 evaluation board on a serial NOR flash, which PB0 selects.</summary>
public static class BoardStore
{
    private const int FlashPin = 8; // PB0
    private const int CardPin = 24; // PD0: the card on the same bus must not listen
    private const uint Kilohertz = 25_000;

    /// <summary>Makes the medium of the module store ready.</summary>
    /// <param name="path">Linux: the file, in UTF-8, ended by a zero. A board has one medium and needs no name.</param>
    /// <param name="bytes">How much of it is used, from its start.</param>
    /// <param name="storage">The medium; of no use on failure.</param>
    /// <returns><see cref="Status.Ok"/>, <see cref="Status.NotFound"/> when there is none, or a failure of the medium.</returns>
    public static Status Open(ReadOnlySpan<byte> path, uint bytes, out BoardStorage storage)
    {
        storage = default;
        StellarisSpi card = default, spi = default;
        Status status = card.Initialize(CardPin, Kilohertz);
        if (status == Status.Ok)
            status = spi.Initialize(FlashPin, Kilohertz);
        return status == Status.Ok ? storage.Initialize(spi) : status;
    }
}
