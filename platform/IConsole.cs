using System;

namespace Nf.Platform;

/// <summary>
/// A stream of bytes to and from whoever watches the board. A constraint for generics: it is never boxed and never dispatched.
/// </summary>
public interface IConsole
{
    /// <summary>Writes all bytes, waiting for the device as long as it takes them. O(bytes).</summary>
    /// <param name="data">Any bytes.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>; <see cref="Status.TimedOut"/> or <see cref="Status.IoError"/> when the device took only a part.
    /// </returns>
    Status Write(ReadOnlySpan<byte> data);

    /// <summary>Takes one byte if one has arrived; never waits. O(1).</summary>
    /// <param name="value">The byte; 0 if there is none.</param>
    bool TryRead(out byte value);
}
