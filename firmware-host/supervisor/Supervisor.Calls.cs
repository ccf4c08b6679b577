using System;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <content>One call of a guest, and what comes of it.</content>
public unsafe partial struct Supervisor
{
    private void Run(in GuestJob job)
    {
        ref SupervisedGuest guest = ref this[job.Place];
        guest.Host.NowNanoseconds = job.Release;
        ulong begin = Now;
        ulong used = guest.Host.FuelUsed;
        Status status = job.IsEvent ? CallEvent(ref guest, job.Release) : CallTick(ref guest, begin);
        ulong end = Now;
        guest.Runs++;
        guest.FuelPeak = Math.Max(guest.FuelPeak, guest.Host.FuelUsed - used);
        guest.ResponseNanosecondsPeak = Math.Max(guest.ResponseNanosecondsPeak, end - job.Release);
        guest.HasMissed = end > job.Deadline;
        if (guest.HasMissed)
        {
            guest.MissedAt = end;
            guest.DeadlineMisses++;
        }

        // A guest answers for its own time only: one that comes late because another took too long is counted, and goes on.
        if (status == Status.Ok && end - begin > guest.Times.DeadlineNanoseconds) status = Status.DeadlineMissed;
        if (status == Status.Ok) CountGoodRun(ref guest);
        else if (status == Status.Stopped) Halt(ref guest, GuestState.Stopped);
        else Fail(job.Place, status);
    }

    // The first call of a guest is its start; ticks follow a period later.
    private static Status CallTick(ref SupervisedGuest guest, ulong now)
    {
        guest.DeadlineMisses += guest.HasTick ? guest.Times.PassTick(now) : 0;
        if (guest.IsFresh) return CallStart(ref guest);
        guest.Host.Tick++;
        Status status = guest.Host.PublishTick(guest.Instance.Memory);
        if (status != Status.Ok) return status;
        status = GuestCall.InvokeForResult(ref guest.Host, in guest.Instance, in guest.TickFunction, default, out int result);
        return status == Status.Ok && result > 0 ? Status.Stopped : status;
    }

    private static Status CallStart(ref SupervisedGuest guest)
    {
        guest.IsFresh = false;
        int result = 0;
        Status status = GuestCall.Start(ref guest.Host, in guest.Instance);
        if (status == Status.Ok) status = guest.Host.FindSamples(in guest.Instance);
        if (status == Status.Ok && guest.HasInit)
            status = GuestCall.InvokeForResult(ref guest.Host, in guest.Instance, in guest.InitFunction, default, out result);
        return status == Status.Ok && result > 0 ? Status.Stopped : status;
    }

    private static Status CallEvent(ref SupervisedGuest guest, ulong release)
    {
        guest.Times.NextEvent = release + guest.Times.GapNanoseconds;
        Status status = guest.Events.TryTake(out GuestEvent happened);
        if (status != Status.Ok) return Status.InternalError;
        Span<ulong> arguments = stackalloc ulong[3];
        arguments[0] = (uint)happened.Kind;
        arguments[1] = (uint)happened.Source;
        arguments[2] = (ulong)happened.Value;
        status = GuestCall.InvokeForResult(ref guest.Host, in guest.Instance, in guest.EventFunction, arguments, out int result);
        return status == Status.Ok && result > 0 ? Status.Stopped : status;
    }

    private static void CountGoodRun(ref SupervisedGuest guest)
    {
        if (guest.GoodRuns >= guest.Rules.TrialRuns) return;
        guest.GoodRuns++;
        if (guest.GoodRuns < guest.Rules.TrialRuns) return;
        guest.RestartsInRow = 0;
        guest.PauseMilliseconds = guest.Rules.BackoffMilliseconds;
        if (guest.IsOnTrial) guest.Verdict = TrialVerdict.Healthy;
    }

    // What a fault comes to: the policy says it, and a package on trial has failed.
    private void Fail(int place, Status fault)
    {
        ref SupervisedGuest guest = ref this[place];
        guest.Faults++;
        guest.LastFault = fault;
        guest.GoodRuns = 0;
        _ = guest.Instance.GetBacktrace(out Backtrace backtrace);
        if (_options.OnFault != null) _options.OnFault(place, fault, guest.Instance.Fuel, in backtrace);
        Say(place, LogLevel.Error, fault);
        if (guest.IsOnTrial) guest.Verdict = TrialVerdict.Failed;
        if (guest.IsOnTrial || guest.Rules.Policy == FaultPolicy.Stop) Halt(ref guest, GuestState.Stopped);
        else if (guest.Rules.Policy == FaultPolicy.Safe) Halt(ref guest, GuestState.Safe);
        else BackOff(ref guest);
    }

    private readonly void BackOff(ref SupervisedGuest guest)
    {
        if (guest.RestartsInRow >= guest.Rules.RestartsMax)
        {
            Halt(ref guest, GuestState.GivenUp);
            return;
        }

        Halt(ref guest, GuestState.BackingOff);
        guest.RestartsInRow++;
        guest.Times.ResumeAt = Now + (guest.PauseMilliseconds * NanosecondsPerMillisecond);
        guest.PauseMilliseconds = Math.Min(guest.PauseMilliseconds * 2, guest.Rules.BackoffMaxMilliseconds);
    }

    // A guest that does not run drives nothing but what it declared as safe.
    private static void Halt(ref SupervisedGuest guest, GuestState state)
    {
        guest.State = state;
        guest.HasMissed = false;
        guest.Host.UnwatchPins(guest.Events.WatchedPins);
        guest.Events.Clear();
        guest.Host.DriveSafeOutputs();
    }

    private void Say(int place, LogLevel level, Status status) => _log.Add((byte)place, level, Now, StatusName.Of(status));
}
