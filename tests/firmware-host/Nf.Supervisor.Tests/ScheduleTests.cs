using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.FirmwareHost.Tests;

[TestClass]
public sealed class ScheduleTests
{
    private static TaskDemand Task(ulong period, ulong deadline, ulong cost) =>
        new() { PeriodNanoseconds = period, DeadlineNanoseconds = deadline, CostNanoseconds = cost };

    [TestMethod]
    public void A_task_that_fits_alone_may_be_blocked_by_a_long_one()
    {
        Assert.AreEqual(Status.Ok, Schedule.Admit([Task(10, 10, 3)]));
        Assert.AreEqual(Status.Ok, Schedule.Admit([Task(10, 10, 3), Task(100, 100, 8)]));
        Assert.AreEqual(Status.NotSchedulable, Schedule.Admit([Task(10, 10, 3), Task(100, 100, 9)]));
        Assert.AreEqual(Status.NotSchedulable, Schedule.Admit([Task(10, 2, 3)]));
        Assert.AreEqual(Status.NotSchedulable, Schedule.Admit([Task(10, 11, 3)]));
        Assert.AreEqual(Status.NotSchedulable, Schedule.Admit([Task(2, 2, 1), Task(3, 3, 2), Task(7, 7, 1)]));
        Assert.AreEqual(Status.Ok, Schedule.Admit([]));
    }

    [TestMethod]
    public void Numbers_at_the_ends_neither_wrap_nor_hang()
    {
        const ulong Most = ulong.MaxValue / 8;
        Assert.AreEqual(Status.NotSchedulable, Schedule.Admit([Task(1_000_000, 1_000_000, ulong.MaxValue / 4)]));
        Assert.AreEqual(Status.Ok, Schedule.Admit([Task(Most, Most, 1)]));
        _ = Schedule.Admit([Task(1, 1, 1), Task(Most, Most, Most)]);
        _ = Schedule.Admit([Task(1000, 1000, 999), Task(1001, 1001, 1), Task(1_000_000_000, 1_000_000_000, 1)]);
    }

    // Whatever is admitted is run, one after the other, earliest deadline first, with all the worst phases that a small hyperperiod has.
    [TestMethod]
    public void Nothing_that_is_admitted_misses_a_deadline_and_what_is_refused_can_miss_one()
    {
        Random random = new(20261121);
        int admitted = 0, refused = 0;
        for (int round = 0; round < 4000; round++)
        {
            TaskDemand[] tasks = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomTask(random))];
            bool isAdmitted = Schedule.Admit(tasks) == Status.Ok;
            bool canMiss = CanMiss(tasks);
            // A set that never leaves the processor idle is not admitted, though it may be good.
            if (!isAdmitted && Load(tasks) == Full) continue;
            Assert.AreEqual(!isAdmitted, canMiss, string.Join("; ", tasks.Select(task => $"{task.PeriodNanoseconds} {task.DeadlineNanoseconds} {task.CostNanoseconds}")));
            _ = isAdmitted ? admitted++ : refused++;
        }

        Assert.IsTrue(admitted > 500 && refused > 500, $"{admitted} {refused}");
    }

    private static TaskDemand RandomTask(Random random)
    {
        ulong period = (ulong)random.Next(2, 13);
        ulong deadline = (ulong)random.Next(1, (int)period + 1);
        return Task(period, deadline, (ulong)random.Next(1, (int)Math.Max(2, deadline)));
    }

    // In parts of the least common multiple of all periods.
    private const ulong Full = 27720;

    private static ulong Load(TaskDemand[] tasks) => tasks.Aggregate(0UL, (sum, task) => sum + (Full / task.PeriodNanoseconds * task.CostNanoseconds));

    // For each task: it begins just before all others are released together, which are then released as often as they may be.
    private static bool CanMiss(TaskDemand[] tasks)
    {
        if (tasks.Any(task => task.CostNanoseconds > task.DeadlineNanoseconds)) return true;
        if (Load(tasks) > Full) return true;
        return Misses(tasks, null) || tasks.Any(first => Misses(tasks, first));
    }

    private static bool Misses(TaskDemand[] tasks, TaskDemand? first)
    {
        const ulong End = 12 * 11 * 7 * 5 * 2 * 3;
        List<(ulong Release, ulong Deadline, ulong Cost)> jobs = [];
        ulong now = 0;
        foreach (TaskDemand task in tasks)
        {
            bool isFirst = first is { } chosen && chosen.Equals(task);
            for (ulong k = isFirst ? 1UL : 0; k * task.PeriodNanoseconds < End; k++)
                jobs.Add((k * task.PeriodNanoseconds, (k * task.PeriodNanoseconds) + task.DeadlineNanoseconds, task.CostNanoseconds));
            // It began a moment before 0, and keeps the processor.
            if (isFirst) now = task.CostNanoseconds - 1;
        }

        PriorityQueue<(ulong Deadline, ulong Cost), ulong> ready = new();
        jobs.Sort((a, b) => a.Release.CompareTo(b.Release));
        int next = 0;
        while (next < jobs.Count || ready.Count > 0)
        {
            if (ready.Count == 0 && jobs[next].Release > now)
            {
                // An idle moment ends the busy time: what follows was seen, or comes later than it could.
                if (next > 0) return false;
                now = jobs[next].Release;
            }

            while (next < jobs.Count && jobs[next].Release <= now)
            {
                ready.Enqueue((jobs[next].Deadline, jobs[next].Cost), jobs[next].Deadline);
                next++;
            }

            if (!ready.TryDequeue(out (ulong Deadline, ulong Cost) job, out _)) continue;
            now += job.Cost;
            if (now > job.Deadline) return true;
        }

        return false;
    }
}
