using System;

namespace Nf.Platform;

/// <summary>
/// A line that carries bytes both ways: a UART, a socket. It may lose, change, repeat and hold them. A constraint for generics: it is
/// never boxed and never dispatched.
/// </summary>
public interface IByteLine
{
    /// <summary>Takes bytes that arrived. On a target it never waits; for a client it may wait some milliseconds for the first.</summary>
    /// <param name="buffer">Gets them.</param>
    /// <param name="bytes">How many; 0 when there are none now.</param>
    /// <returns>Ok; IoError when the line is broken.</returns>
    Status Read(Span<byte> buffer, out int bytes);

    /// <summary>Gives bytes to the line, as many as it takes without waiting.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="bytes">How many it took; 0 when it takes none now.</param>
    /// <returns>Ok; IoError when the line is broken.</returns>
    Status Write(ReadOnlySpan<byte> data, out int bytes);
}
