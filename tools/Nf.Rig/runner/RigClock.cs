using System;
using System.Diagnostics;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Target;

namespace Nf.Rig;

/// <summary>
/// The rig's time. Where the target can be stepped, time passes only here, so that the same steps meet the same moments of the target each
/// time; else it is the target's own time that is waited for.
/// </summary>
internal sealed class RigClock(IRigTarget target)
{
    /// <summary>
    /// How long a start takes in the rig's time: longer than any target needs until it can be held. What guests did before the first step is the
    /// same each time then, however late the target was held.
    /// </summary>
    public const ulong StartNanoseconds = 2_000_000_000;

    private static readonly TimeSpan s_stepLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_listenTime = TimeSpan.FromMilliseconds(5);

    // The rig's time is the target's uptime and this.
    private long _offset;
    private ulong _uptime;
    private bool _isFirst = true;

    /// <summary>Now, in nanoseconds of the rig.</summary>
    public ulong Now => (ulong)((long)_uptime + _offset);

    /// <summary>Now, in seconds of the rig.</summary>
    public double Seconds => RigText.Seconds(Now);

    /// <summary>A moment of the target's, in seconds of the rig; negative before the first step.</summary>
    public double SecondsOf(ulong uptimeNanoseconds) => ((long)uptimeNanoseconds + _offset) / 1e9;

    /// <summary>The target has started: its time begins anew.</summary>
    /// <exception cref="NfException">It was held too late.</exception>
    public void BeginLife()
    {
        ulong before = _isFirst ? 0 : Now;
        target.Session.Refresh();
        _uptime = target.Session.Info.UptimeNanoseconds;
        if (!target.IsStepped)
        {
            _offset = (long)before - (long)_uptime;
        }
        else if (_uptime > StartNanoseconds)
        {
            throw new NfException(Status.TimedOut, $"{target.Name}: it could be held only {RigText.Duration(_uptime)} after its start; "
                + $"{RigText.Duration(StartNanoseconds)} are allowed. Is this machine busy?");
        }
        else
        {
            _offset = (long)before - (_isFirst ? (long)StartNanoseconds : 0);
            Step(StartNanoseconds - _uptime);
        }
        _isFirst = false;
    }

    /// <summary>Lets time pass, with all that is due in it.</summary>
    public void Pass(ulong nanoseconds)
    {
        if (target.IsStepped)
            Step(nanoseconds);
        else
            WaitUntil(_uptime + nanoseconds);
    }

    /// <summary>Lets the target do all that is due now.</summary>
    public void Settle() => Pass(0);

    private void Step(ulong nanoseconds)
    {
        AdvanceRequest request = new() { Nanoseconds = nanoseconds, IsStepped = true };
        ulong end = target.Session.Ask<AdvanceRequest, AdvanceAnswer>(MessageType.Advance, request).UptimeNanoseconds;
        CheckThatItGoesOn(end);
        WaitUntil(end);
    }

    private void WaitUntil(ulong end)
    {
        TargetSession session = target.Session;
        long start = Stopwatch.GetTimestamp();
        TimeSpan limit = target.IsStepped ? s_stepLimit : s_stepLimit + TimeSpan.FromMicroseconds((end - Math.Min(end, _uptime)) / 1000d);
        for (session.Refresh(); session.Info.UptimeNanoseconds < end; session.Refresh())
        {
            CheckThatItGoesOn(session.Info.UptimeNanoseconds + 1);
            if (Stopwatch.GetElapsedTime(start) > limit)
                throw new NfException(Status.TimedOut, $"{target.Name}: its time does not pass.");
            if (!target.IsStepped)
                session.Listen(s_listenTime);
        }
        _uptime = target.IsStepped ? end : session.Info.UptimeNanoseconds;
    }

    // While something that is due is left, the target says a nanosecond less.
    private void CheckThatItGoesOn(ulong uptime)
    {
        if (uptime < _uptime)
            throw new NfException(Status.SessionEnded, $"{target.Name}: it restarted by itself.");
    }
}
