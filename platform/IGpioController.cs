namespace Nf.Platform;

/// <summary>
/// The digital pins of a board. A constraint for generics: it is never boxed and never dispatched. All calls are O(1).
/// </summary>
/// <remarks>Names follow System.Device.Gpio. Pins are numbered as <see cref="PinName"/> says.</remarks>
public interface IGpioController
{
    /// <summary>Pins that the controller has: 0 to PinCount - 1.</summary>
    static abstract int PinCount { get; }

    /// <summary>Configures a pin; an open pin may be opened again. An output starts Low.</summary>
    /// <param name="pin">Any number.</param>
    /// <param name="mode">Any number.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>, <see cref="Status.PinNotFound"/>, <see cref="Status.InvalidArgument"/> for a mode that does not exist, or
    /// <see cref="Status.Busy"/> for a pin that the board itself uses.
    /// </returns>
    Status OpenPin(int pin, PinMode mode);

    /// <summary>Reads the level of an open pin; of an output, the level that it drives.</summary>
    /// <param name="pin">Any number.</param>
    /// <param name="value">The level; Low on failure.</param>
    /// <returns><see cref="Status.Ok"/>, <see cref="Status.PinNotFound"/> or <see cref="Status.PinNotOpen"/>.</returns>
    Status Read(int pin, out PinValue value);

    /// <summary>Drives an output.</summary>
    /// <param name="pin">Any number.</param>
    /// <param name="value">Any number.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>, <see cref="Status.PinNotFound"/>, <see cref="Status.PinNotOpen"/>, <see cref="Status.PinModeMismatch"/>
    /// for an input, or <see cref="Status.InvalidArgument"/> for a level that does not exist.
    /// </returns>
    Status Write(int pin, PinValue value);

    /// <summary>Watches an input from now on: each of these edges can be taken later, and ends a sleep.</summary>
    /// <param name="pin">Any number.</param>
    /// <param name="edges">Any number; <see cref="PinEdges.None"/> ends it.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>, <see cref="Status.PinNotFound"/>, <see cref="Status.PinNotOpen"/>, <see cref="Status.PinModeMismatch"/>
    /// for an output, or <see cref="Status.InvalidArgument"/> for edges that do not exist.
    /// </returns>
    Status WatchPin(int pin, PinEdges edges);

    /// <summary>Takes the oldest edge of all watched pins. 31 are kept.</summary>
    /// <param name="edge">The edge.</param>
    /// <returns>Whether there was one.</returns>
    bool TryTakeEdge(out PinEdge edge);

    /// <summary>Edges that were lost because 31 others had not been taken.</summary>
    uint LostEdgeCount { get; }
}
