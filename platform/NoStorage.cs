using System;

namespace Nf.Platform;

/// <summary>The storage of a board that has none: it has no bytes, and every call fails with <see cref="Status.NotFound"/>.</summary>
public struct NoStorage : IBlockStorage
{
    /// <inheritdoc/>
    public readonly StorageGeometry Geometry => default;

    /// <inheritdoc/>
    public readonly Status Read(uint address, Span<byte> data) => Status.NotFound;

    /// <inheritdoc/>
    public readonly Status Program(uint address, ReadOnlySpan<byte> page) => Status.NotFound;

    /// <inheritdoc/>
    public readonly Status Erase(uint address) => Status.NotFound;
}
