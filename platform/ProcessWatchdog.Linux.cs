using System;

namespace Nf.Platform;

/// <summary>
/// Whatever watches a process: systemd (<c>WatchdogSec=</c>), which restarts the service, a watchdog device, which resets the machine, both
/// or none. Fed more often than needed it passes on what is needed.
/// </summary>
public struct ProcessWatchdog : IWatchdog
{
    // A feed may come late by as much as the longest time between two looks, and still be early.
    private const uint FeedsPerTimeout = 4;
    private const ulong NanosecondsPerMillisecond = 1_000_000;

    private ServiceManager _manager;
    private LinuxWatchdog _device;
    private ulong _intervalNanoseconds;
    private ulong _nextFeed;

    /// <summary>Who started the process.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public ref ServiceManager Manager => ref _manager;

    /// <summary>How often it has to be fed, in nanoseconds; 0: never.</summary>
    public readonly ulong IntervalNanoseconds => _intervalNanoseconds;

    /// <summary>Adds a device; to be called before <see cref="Start"/>.</summary>
    /// <inheritdoc cref="LinuxWatchdog.Open"/>
    public Status AddDevice(ReadOnlySpan<byte> path) => _device.Open(path);

    /// <inheritdoc/>
    /// <remarks>The time is the device's; systemd has its own, from the service's file.</remarks>
    public Status Start(uint timeoutMilliseconds)
    {
        _manager.Open();
        Status status = Status.NotFound;
        ulong timeout = _manager.WatchdogNanoseconds;
        if (_device.IsOpen)
        {
            status = _device.Start(timeoutMilliseconds);
            if (status != Status.Ok)
                return status;
            ulong own = timeoutMilliseconds * NanosecondsPerMillisecond;
            timeout = timeout == 0 ? own : Math.Min(timeout, own);
        }
        _intervalNanoseconds = timeout / FeedsPerTimeout;
        _nextFeed = 0;
        return timeout == 0 ? status : Status.Ok;
    }

    /// <inheritdoc/>
    public void Feed()
    {
        ulong now = BoardSystem.UptimeNanoseconds();
        if (_intervalNanoseconds == 0 || now < _nextFeed)
            return;
        _nextFeed = now + _intervalNanoseconds;
        _device.Feed();
        if (_manager.WatchdogNanoseconds != 0)
            _manager.Alive();
    }

    /// <summary>Ends the device's wait: the process is about to end as it was told to.</summary>
    public void Stop() => _device.Stop();
}
