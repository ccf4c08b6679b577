global using BoardStorage = Nf.Platform.MappedStorage;
using System;

namespace Nf.Platform;

/// <summary>The module store of the Arm MPS2 board in its memory at 0x60000000, which the emulator keeps in a file.</summary>
public static class BoardStore
{
    private const uint Address = 0x6000_0000;
    private const uint DeviceBytes = 16 * 1024 * 1024;

    /// <summary>Makes the medium of the module store ready.</summary>
    /// <param name="path">Linux: the file, in UTF-8, ended by a zero. A board has one medium and needs no name.</param>
    /// <param name="bytes">How much of it is used, from its start.</param>
    /// <param name="storage">The medium; of no use on failure.</param>
    /// <returns><see cref="Status.Ok"/>, <see cref="Status.NotFound"/> when there is none, or a failure of the medium.</returns>
    public static Status Open(ReadOnlySpan<byte> path, uint bytes, out BoardStorage storage)
    {
        storage = default;
        return storage.Initialize(Address, DeviceBytes);
    }
}
