using System;

namespace Nf.Platform;

/// <summary>
/// The line to the controller of a display, on which a byte is a command or data. A constraint for generics: it is never boxed and never
/// dispatched.
/// </summary>
public interface IDisplayBus
{
    /// <summary>Makes the line ready; called once, before all else. O(1).</summary>
    /// <returns><see cref="Status.Ok"/> or a failure of the line.</returns>
    Status Open();

    /// <summary>Sends a command and its parameters. O(bytes).</summary>
    /// <param name="bytes">1 at least.</param>
    /// <returns><see cref="Status.Ok"/> or a failure of the line.</returns>
    Status Command(ReadOnlySpan<byte> bytes);

    /// <summary>Sends pixels. O(bytes).</summary>
    /// <param name="bytes">1 at least.</param>
    /// <returns><see cref="Status.Ok"/> or a failure of the line.</returns>
    Status Data(ReadOnlySpan<byte> bytes);
}
