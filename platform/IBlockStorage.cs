using System;

namespace Nf.Platform;

/// <summary>Storage that outlives a power cut. A constraint for generics: it is never boxed and never dispatched.</summary>
/// <remarks>
/// A call that returns <see cref="Status.Ok"/> is on the medium: nothing is buffered and the order of calls is the order on the medium.
/// Common to all calls: <see cref="Status.OutOfRange"/> for bytes beyond the device, <see cref="Status.IoError"/> when the device
/// reports a failure, <see cref="Status.TimedOut"/> when it does not answer, and what the bus below reports.
/// </remarks>
public interface IBlockStorage
{
    /// <summary>The shape of the device; the same at each call. O(1).</summary>
    StorageGeometry Geometry { get; }

    /// <summary>Reads any bytes. O(bytes).</summary>
    /// <param name="address">Any byte of the device.</param>
    /// <param name="data">Filled whole on success, undefined on failure.</param>
    /// <returns><see cref="Status.Ok"/> or one of the common failures.</returns>
    Status Read(uint address, Span<byte> data);

    /// <summary>Writes one page. On NOR flash only bits are cleared; what is on the medium has to be read to be known.</summary>
    /// <param name="address">A multiple of the page.</param>
    /// <param name="page">Exactly one page.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>, <see cref="Status.InvalidArgument"/> for anything but a page, or one of the common failures.
    /// </returns>
    Status Program(uint address, ReadOnlySpan<byte> page);

    /// <summary>Erases one block.</summary>
    /// <param name="address">A multiple of the erase block.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>, <see cref="Status.NotSupported"/> where nothing is ever erased, <see cref="Status.InvalidArgument"/> for
    /// an address between two blocks, or one of the common failures.
    /// </returns>
    Status Erase(uint address);
}
