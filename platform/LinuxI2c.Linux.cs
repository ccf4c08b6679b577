using System;
using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>An I2C bus of Linux. Source: Documentation/i2c/dev-interface.rst of the kernel.</summary>
/// <remarks>A bus that hangs holds the caller for as long as its driver waits, commonly a second.</remarks>
public unsafe struct LinuxI2c : II2cBus
{
    private const int ReadWrite = 0x2;
    private const int CloseOnExecute = 0x8_0000;

    // What drivers say when no device answers: Documentation/i2c/fault-codes.rst names ENXIO, some say EREMOTEIO.
    private const int NoDevice = 6;
    private const int RemoteFailure = 121;
    private const int TimeIsOver = 110;
    private const int NotOffered = 95;

    // i2c-dev takes no longer messages.
    private const int BytesMax = 8192;

    // One more than the descriptor, so that 0 is none.
    private int _bus;

    /// <summary>Whether a bus was opened.</summary>
    public readonly bool IsOpen => _bus != 0;

    /// <summary>Opens a bus. One system call.</summary>
    /// <param name="path">In UTF-8, ended by a zero.</param>
    /// <returns><see cref="Status.Ok"/> or <see cref="Status.NotFound"/>.</returns>
    public Status Open(ReadOnlySpan<byte> path)
    {
        fixed (byte* name = path)
            _bus = open(name, ReadWrite | CloseOnExecute) + 1;
        return _bus != 0 ? Status.Ok : Status.NotFound;
    }

    /// <inheritdoc/>
    public readonly Status Write(int address, ReadOnlySpan<byte> data)
    {
        fixed (byte* start = data)
            return Transfer(address, 0, start, data.Length);
    }

    /// <inheritdoc/>
    public readonly Status Read(int address, Span<byte> data)
    {
        fixed (byte* start = data)
            return Transfer(address, I2cMessage.IsRead, start, data.Length);
    }

    /// <inheritdoc/>
    public readonly Status WriteRead(int address, ReadOnlySpan<byte> output, Span<byte> input)
    {
        if (input.Length == 0)
            return Status.InvalidArgument;
        Status status = Write(address, output);
        return status == Status.Ok ? Read(address, input) : status;
    }

    private readonly Status Transfer(int address, ushort flags, byte* data, int length)
    {
        if (!I2cAddress.IsValid(address) || length is 0 or > BytesMax)
            return Status.InvalidArgument;
        I2cMessage message = new() { Address = (ushort)address, Flags = flags, Length = (ushort)length, Data = data };
        I2cMessages messages = new() { First = &message, Count = 1 };
        if (ioctl(_bus - 1, LinuxRequests.I2cTransfer, &messages) == 1)
            return Status.Ok;
        return *__errno_location() switch
        {
            NoDevice or RemoteFailure => Status.I2cNoAcknowledge,
            TimeIsOver => Status.TimedOut,
            NotOffered => Status.NotSupported,
            _ => Status.I2cBusError,
        };
    }

    [DllImport("libc")]
    private static extern int open(byte* path, int flags);

    [DllImport("libc")]
    private static extern int ioctl(int file, nuint request, void* argument);

    [DllImport("libc")]
    private static extern int* __errno_location();
}
