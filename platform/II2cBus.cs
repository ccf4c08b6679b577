using System;

namespace Nf.Platform;

/// <summary>An I2C bus with nf as its only controller. A constraint for generics: it is never boxed and never dispatched.</summary>
/// <remarks>
/// Names follow System.Device.I2c. Every call is one transfer or two, each from START to STOP, O(bytes). Common to all:
/// <see cref="Status.InvalidArgument"/> for an address that <see cref="I2cAddress.IsValid"/> refuses and for a transfer of no bytes
/// (not every controller can make one), <see cref="Status.I2cNoAcknowledge"/> when no device answers,
/// <see cref="Status.I2cBusError"/> when the transfer breaks off later, <see cref="Status.TimedOut"/> when the controller hangs.
/// </remarks>
public interface II2cBus
{
    /// <summary>Writes bytes to a device.</summary>
    /// <param name="address">The 7-bit address.</param>
    /// <param name="data">At least one byte.</param>
    /// <returns><see cref="Status.Ok"/> or one of the common failures.</returns>
    Status Write(int address, ReadOnlySpan<byte> data);

    /// <summary>Reads bytes from a device.</summary>
    /// <param name="address">The 7-bit address.</param>
    /// <param name="data">Filled whole on success, undefined on failure; at least one byte.</param>
    /// <returns><see cref="Status.Ok"/> or one of the common failures.</returns>
    Status Read(int address, Span<byte> data);

    /// <summary>Writes bytes to a device, then reads from it.</summary>
    /// <param name="address">The 7-bit address.</param>
    /// <param name="output">What is written; at least one byte.</param>
    /// <param name="input">Filled whole on success, undefined on failure; at least one byte.</param>
    /// <returns><see cref="Status.Ok"/> or one of the common failures.</returns>
    /// <remarks>
    /// There is a STOP between the two: not every controller can make a repeated START, and no device of nf's boards asks for one.
    /// </remarks>
    Status WriteRead(int address, ReadOnlySpan<byte> output, Span<byte> input);
}
