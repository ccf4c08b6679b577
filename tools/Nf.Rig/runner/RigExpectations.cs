using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Platform;
using Nf.Target;

namespace Nf.Rig;

/// <summary>Looks whether what is expected is so, and waits for it.</summary>
internal sealed class RigExpectations(RigWorld world)
{
    private static readonly TimeSpan s_telemetryLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_telemetryListen = TimeSpan.FromMilliseconds(2);

    /// <summary>Waits until it is so, as long as the step says.</summary>
    public StepOutcome Meet(ExpectStep step)
    {
        (bool holds, string seen) = Look(step);
        for (ulong waited = 0; !holds && waited < step.WithinNanoseconds;)
        {
            ulong part = Math.Min(world.File.TickNanoseconds, step.WithinNanoseconds - waited);
            world.Pass(part, seen: seen);
            waited += part;
            (holds, seen) = Look(step);
        }
        if (!holds)
            return StepOutcome.Unexpected($"{step.Expected}{Within(step)}", seen);
        return step is ExpectPinsStep { ForNanoseconds: > 0 } pins ? Stay(pins) : StepOutcome.Passed;
    }

    /// <summary>A figure of a guest.</summary>
    public static string Figure(RigWorld world, byte place, string figure) =>
        GuestFigures.Of(figure, world.Session.Guest(place), GuestFigures.IsStreamed(figure) ? Telemetry(world, place) : default);

    private StepOutcome Stay(ExpectPinsStep step)
    {
        for (ulong waited = 0; waited < step.ForNanoseconds;)
        {
            ulong part = Math.Min(world.File.TickNanoseconds, step.ForNanoseconds - waited);
            world.Pass(part);
            waited += part;
            (bool holds, string seen) = LookAtPins(step);
            if (!holds)
                return StepOutcome.Unexpected(step.Expected, $"{seen} after {RigText.Duration(waited)}");
        }
        return StepOutcome.Passed;
    }

    private (bool Holds, string Seen) Look(ExpectStep step) => step switch
    {
        ExpectPinsStep pins => LookAtPins(pins),
        ExpectLogStep log => LookAtLog(log),
        ExpectGuestStep guest => LookAtGuest(guest),
        ExpectCrashStep crash => LookAtCrash(crash),
        ExpectResetStep reset => LookAtReset(reset),
        _ => throw new InvalidOperationException($"{step.GetType().Name} is no expectation."),
    };

    private (bool, string) LookAtPins(ExpectPinsStep step)
    {
        List<string> seen = [];
        bool holds = true;
        foreach (RigSetting level in step.Levels)
        {
            int now = world.Target.ReadPin(level.Wire) ? 1 : 0;
            holds &= now == level.Value;
            seen.Add($"{level.Wire.Name} is {now}");
        }
        return (holds, string.Join(", ", seen));
    }

    // Lines are gone by in their order: the next expectation looks behind the line that this one found.
    private (bool, string) LookAtLog(ExpectLogStep step)
    {
        byte? place = step.Guest == null ? null : world.PlaceOf(step.Guest);
        List<RigLogLine> log = world.Recorder.Log;
        for (int i = world.LogsSeen; i < log.Count; i++)
        {
            if ((place != null && log[i].Place != place) || !log[i].Text.Contains(step.Content, StringComparison.Ordinal))
                continue;
            world.LogsSeen = i + 1;
            return (true, log[i].Text);
        }
        int lines = log.Count - world.LogsSeen;
        return (false, lines == 0 ? "no line" : $"{lines} other {(lines == 1 ? "line" : "lines")}, the last: \"{log[^1].Text}\"");
    }

    private (bool, string) LookAtGuest(ExpectGuestStep step)
    {
        if (TryPlaceOf(step.Guest) is not { } place)
            return (false, $"no guest called {step.Guest}");
        GuestEntry guest = world.Session.Guest(place);
        bool needsTelemetry = step.Conditions.Any(condition => GuestFigures.IsStreamed(condition.Figure));
        GuestTelemetry telemetry = needsTelemetry ? Telemetry(world, place) : default;
        List<string> seen = [];
        bool holds = true;
        foreach (RigCondition condition in step.Conditions)
        {
            string now = GuestFigures.Of(condition.Figure, guest, telemetry);
            holds &= condition.Holds(now);
            seen.Add($"{condition.Figure} {now}");
        }
        return (holds, string.Join(", ", seen));
    }

    private (bool, string) LookAtCrash(ExpectCrashStep step)
    {
        Status status = world.Session.TryAsk(MessageType.Crash, default(EmptyMessage), out CrashRecord record);
        if (status == Status.NotFound)
            return (step.Fault == ExpectCrashStep.None, "no crash record");
        world.Session.Check(MessageType.Crash, status, null);
        string who = record.Place < world.Session.Info.Places ? world.Session.Guest(record.Place).Name : ExpectCrashStep.Host;
        bool isFault = step.Fault == ExpectCrashStep.Any || step.Fault == record.Fault.ToString();
        bool isGuest = step.Guest == null || step.Guest == who || step.Guest == $"{record.Place}";
        return (isFault && isGuest, $"{record.Fault} of {who}");
    }

    private (bool, string) LookAtReset(ExpectResetStep step)
    {
        world.Session.Refresh();
        ResetCause told = world.Session.Info.Reset;
        string cause = ResetCauseText.Of(told == ResetCause.Unknown ? world.KnownReset : told);
        return (cause == step.Cause, cause);
    }

    private byte? TryPlaceOf(string guest)
    {
        try
        {
            return world.PlaceOf(guest);
        }
        catch (NfException error) when (error.Status == Status.NotFound)
        {
            return null;
        }
    }

    private static GuestTelemetry Telemetry(RigWorld world, byte place)
    {
        GuestTelemetry? taken = null;
        TargetSession session = world.Session;
        session.Streams.OnTelemetry = telemetry => taken = telemetry.Place == place ? telemetry : taken;
        session.Tell(MessageType.Subscribe, new Subscription { Logs = true, TelemetryMilliseconds = 1 });
        for (long start = Stopwatch.GetTimestamp(); taken == null && Stopwatch.GetElapsedTime(start) < s_telemetryLimit;)
            session.Listen(s_telemetryListen);
        session.Tell(MessageType.Subscribe, new Subscription { Logs = true });
        session.Streams.OnTelemetry = null;
        return taken ?? throw new NfException(Status.TimedOut, $"{session.Name}: place {place} sends no telemetry.");
    }

    private static string Within(ExpectStep step) =>
        step.WithinNanoseconds == 0 ? "" : $" within {RigText.Duration(step.WithinNanoseconds)}";
}
