using System;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>When a guest is due. All times are nanoseconds since the start of the target.</summary>
internal struct GuestTimes
{
    private const ulong NanosecondsPerMicrosecond = 1000;

    /// <summary>Time between two ticks; 0 when there are none.</summary>
    public ulong PeriodNanoseconds;

    /// <summary>Time from release to the end of a run.</summary>
    public ulong DeadlineNanoseconds;

    /// <summary>The least time between two calls for events.</summary>
    public ulong GapNanoseconds;

    /// <summary>The longest that a run takes.</summary>
    public ulong CostNanoseconds;

    /// <summary>When the next tick is released.</summary>
    public ulong NextTick;

    /// <summary>When events may be told again.</summary>
    public ulong NextEvent;

    /// <summary>When a guest that backs off is started again.</summary>
    public ulong ResumeAt;

    /// <summary>What a manifest says.</summary>
    public GuestTimes(in Supervision rules, ulong costNanoseconds)
    {
        this = default;
        PeriodNanoseconds = rules.PeriodMicroseconds * NanosecondsPerMicrosecond;
        GapNanoseconds = rules.GapMicroseconds == 0 ? PeriodNanoseconds : rules.GapMicroseconds * NanosecondsPerMicrosecond;
        ulong shortest = PeriodNanoseconds == 0 ? GapNanoseconds : PeriodNanoseconds;
        DeadlineNanoseconds = rules.DeadlineMicroseconds == 0 ? shortest : rules.DeadlineMicroseconds * NanosecondsPerMicrosecond;
        CostNanoseconds = costNanoseconds;
    }

    /// <summary>What ticks may take of the processor.</summary>
    public readonly TaskDemand TickDemand => Demand(PeriodNanoseconds);

    /// <summary>What events may take of it.</summary>
    public readonly TaskDemand EventDemand => Demand(GapNanoseconds);

    /// <summary>Goes on to the tick behind one that was released.</summary>
    /// <returns>Ticks that are over already, and are left out.</returns>
    public uint PassTick(ulong now)
    {
        NextTick += PeriodNanoseconds;
        if (NextTick + PeriodNanoseconds > now) return 0;
        ulong over = (now - NextTick) / PeriodNanoseconds;
        NextTick += over * PeriodNanoseconds;
        return (uint)over;
    }

    private readonly TaskDemand Demand(ulong period) => new()
    {
        PeriodNanoseconds = period,
        DeadlineNanoseconds = Math.Min(DeadlineNanoseconds, period),
        CostNanoseconds = CostNanoseconds,
    };
}
