global using BoardStorage = Nf.Platform.SdCard<Nf.Platform.StellarisSpi>;
using System;

namespace Nf.Platform;

/// <summary>The module store of the LM3S6965 evaluation board on its SD card, which PD0 selects.</summary>
public static class BoardStore
{
    private const int CardPin = 24; // PD0
    private const uint WakingKilohertz = 400;
    private const uint WorkingKilohertz = 25_000;

    /// <summary>Makes the medium of the module store ready.</summary>
    /// <param name="path">Linux: the file, in UTF-8, ended by a zero. A board has one medium and needs no name.</param>
    /// <param name="bytes">How much of it is used, from its start.</param>
    /// <param name="storage">The medium; of no use on failure.</param>
    /// <returns><see cref="Status.Ok"/>, <see cref="Status.NotFound"/> when there is none, or a failure of the medium.</returns>
    public static Status Open(ReadOnlySpan<byte> path, uint bytes, out BoardStorage storage)
    {
        storage = default;
        StellarisSpi spi = default;
        Status status = spi.Initialize(CardPin, WakingKilohertz);
        if (status == Status.Ok)
            status = storage.Initialize(spi, bytes);
        return status == Status.Ok ? storage.Spi.Initialize(CardPin, WorkingKilohertz) : status;
    }
}
