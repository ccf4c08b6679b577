using System;
using Nf.FirmwareHost;

namespace Nf.Cli;

/// <summary>Figures of one guest over all starts of its board, which counts from 0 again at each.</summary>
/// <param name="name">The guest.</param>
internal sealed class SoakGuest(string name)
{
    private GuestInfo _last;
    private long _runs, _faults, _restarts, _misses;

    public string Name { get; } = name;

    public long Runs => _runs + (long)_last.Runs;

    public long Faults => _faults + _last.Faults;

    public long Restarts => _restarts + _last.Restarts;

    public long Misses => _misses + _last.DeadlineMisses;

    /// <summary>The most fuel that one call used.</summary>
    public ulong FuelPeak { get; private set; }

    /// <summary>The longest time from when a call was due until it was done, in nanoseconds.</summary>
    public ulong ResponseNanosecondsPeak { get; private set; }

    /// <summary>Takes the figures of now; counts that went back began anew.</summary>
    public void See(in GuestInfo now)
    {
        if (now.Runs < _last.Runs)
            Renew();
        _last = now;
    }

    /// <summary>Goes on with a guest that counts from 0.</summary>
    public void Renew()
    {
        (_runs, _faults, _restarts, _misses) = (Runs, Faults, Restarts, Misses);
        _last = default;
    }

    public void SeePeaks(in GuestTelemetry telemetry)
    {
        FuelPeak = Math.Max(FuelPeak, telemetry.FuelPeak);
        ResponseNanosecondsPeak = Math.Max(ResponseNanosecondsPeak, telemetry.ResponseNanosecondsPeak);
    }
}
