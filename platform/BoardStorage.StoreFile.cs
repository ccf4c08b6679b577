global using BoardStorage = Nf.Platform.FileStorage;
using System;

namespace Nf.Platform;

/// <summary>The module store of a process: a file.</summary>
public static class BoardStore
{
    /// <summary>Makes the medium of the module store ready.</summary>
    /// <param name="path">Linux: the file, in UTF-8, ended by a zero. A board has one medium and needs no name.</param>
    /// <param name="bytes">How much of it is used, from its start.</param>
    /// <param name="storage">The medium; of no use on failure.</param>
    /// <returns><see cref="Status.Ok"/>, <see cref="Status.NotFound"/> when there is none, or a failure of the medium.</returns>
    public static Status Open(ReadOnlySpan<byte> path, uint bytes, out BoardStorage storage)
    {
        storage = default;
        return storage.Open(path, bytes);
    }
}
