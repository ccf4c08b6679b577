using System;
using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>A watchdog device of Linux, which resets the whole machine. Source: Documentation/watchdog/watchdog-api.rst of the kernel.</summary>
public unsafe struct LinuxWatchdog : IWatchdog
{
    private const int WriteOnly = 0x1;
    private const int CloseOnExecute = 0x8_0000;
    private const int DeviceBusy = 16;
    private const uint TimeoutMillisecondsMax = 60_000;
    private const uint MillisecondsPerSecond = 1_000;

    // One more than the descriptor, so that 0 is none.
    private int _device;

    /// <summary>Whether it was opened.</summary>
    public readonly bool IsOpen => _device != 0;

    /// <summary>Opens the device, which begins to wait at once, for as long as it always does.</summary>
    /// <param name="path">In UTF-8, ended by a zero.</param>
    /// <returns><see cref="Status.Ok"/>; <see cref="Status.Busy"/> when another process has it; <see cref="Status.NotFound"/>.</returns>
    public Status Open(ReadOnlySpan<byte> path)
    {
        fixed (byte* name = path)
            _device = open(name, WriteOnly | CloseOnExecute) + 1;
        if (_device != 0)
            return Status.Ok;
        return *__errno_location() == DeviceBusy ? Status.Busy : Status.NotFound;
    }

    /// <inheritdoc/>
    /// <remarks>The device counts seconds: what is between two is rounded up.</remarks>
    public readonly Status Start(uint timeoutMilliseconds)
    {
        if (timeoutMilliseconds is 0 or > TimeoutMillisecondsMax)
            return Status.OutOfRange;
        if (_device == 0)
            return Status.NotFound;
        int seconds = (int)((timeoutMilliseconds + MillisecondsPerSecond - 1) / MillisecondsPerSecond);
        return ioctl(_device - 1, LinuxRequests.WatchdogSetTimeout, &seconds) == 0 ? Status.Ok : Status.OutOfRange;
    }

    /// <inheritdoc/>
    public readonly void Feed()
    {
        int unused = 0;
        if (_device != 0)
            _ = ioctl(_device - 1, LinuxRequests.WatchdogKeepAlive, &unused);
    }

    /// <summary>
    /// Ends the wait and closes the device. A process that just ends leaves it waiting: then the machine is reset, unless somebody else
    /// feeds it in time. A kernel built for it (CONFIG_WATCHDOG_NOWAYOUT) waits on in any case. Two system calls.
    /// </summary>
    public void Stop()
    {
        byte magic = (byte)'V';
        if (_device == 0)
            return;
        _ = write(_device - 1, &magic, 1);
        _ = close(_device - 1);
        _device = 0;
    }

    [DllImport("libc")]
    private static extern int open(byte* path, int flags);

    [DllImport("libc")]
    private static extern int ioctl(int file, nuint request, void* argument);

    [DllImport("libc")]
    private static extern nint write(int file, byte* data, nuint count);

    [DllImport("libc")]
    private static extern int close(int file);

    [DllImport("libc")]
    private static extern int* __errno_location();
}
