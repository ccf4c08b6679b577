using System;

namespace Nf.FirmwareHost;

/// <summary>
/// Whether tasks that are run one after the other, earliest deadline first and none interrupted, meet every deadline whatever comes.
/// </summary>
/// <remarks>
/// The test is exact for sporadic tasks: in every span of time t that begins with all of them released, what is due in it and the longest
/// run that is due later must fit (George, Rivierre and Spuri, "Preemptive and non-preemptive real-time uniprocessor scheduling", INRIA
/// RR-2966, 1996, theorem 6; Jeffay, Stanat and Martel, RTSS 1991). Only spans that end at a deadline and lie within the longest time
/// that the processor can be busy need a look. A set that would keep the processor busy for ever is refused.
/// </remarks>
public static class Schedule
{
    /// <summary>Deadlines that are looked at before the answer is "no": a set that needs more is next to full.</summary>
    private const int DeadlinesMax = 4096;

    /// <summary>Rounds in which the busy time has to be found, for the same reason.</summary>
    private const int RoundsMax = 256;

    /// <summary>Tests a set of tasks. O(tasks² + tasks x deadlines within the longest busy time), at most about 4,000 of these.</summary>
    /// <returns>Ok, or NotSchedulable.</returns>
    public static Status Admit(ReadOnlySpan<TaskDemand> tasks)
    {
        for (int i = 0; i < tasks.Length; i++)
        {
            if (tasks[i].CostNanoseconds > tasks[i].DeadlineNanoseconds || tasks[i].DeadlineNanoseconds > tasks[i].PeriodNanoseconds)
                return Status.NotSchedulable;
        }

        if (!TryFindBusyTime(tasks, out ulong busy)) return Status.NotSchedulable;
        int looks = 0;
        for (int i = 0; i < tasks.Length; i++)
        {
            for (ulong end = tasks[i].DeadlineNanoseconds; end <= busy; end += tasks[i].PeriodNanoseconds)
            {
                if (++looks > DeadlinesMax || !Fits(tasks, end)) return Status.NotSchedulable;
            }
        }

        return Status.Ok;
    }

    // The least time that is as long as all that can be released in it, behind the longest run of all.
    private static bool TryFindBusyTime(ReadOnlySpan<TaskDemand> tasks, out ulong busy)
    {
        ulong longest = 0;
        for (int i = 0; i < tasks.Length; i++) longest = Math.Max(longest, tasks[i].CostNanoseconds);
        busy = longest;
        for (int round = 0; round < RoundsMax; round++)
        {
            ulong next = longest;
            for (int i = 0; i < tasks.Length; i++) next += Releases(busy, tasks[i].PeriodNanoseconds) * tasks[i].CostNanoseconds;
            if (next == busy) return true;
            busy = next;
        }

        return false;
    }

    // One at least: all are released at its beginning.
    private static ulong Releases(ulong time, ulong period) => time == 0 ? 1 : (time + period - 1) / period;

    private static bool Fits(ReadOnlySpan<TaskDemand> tasks, ulong end)
    {
        ulong due = 0, blocking = 0;
        for (int i = 0; i < tasks.Length; i++)
        {
            ref readonly TaskDemand task = ref tasks[i];
            if (task.DeadlineNanoseconds <= end) due += (((end - task.DeadlineNanoseconds) / task.PeriodNanoseconds) + 1) * task.CostNanoseconds;
            else blocking = Math.Max(blocking, task.CostNanoseconds);
        }

        // What is due later keeps the others waiting only if it began before them.
        return due + Math.Max(blocking, 1) - 1 <= end;
    }
}
