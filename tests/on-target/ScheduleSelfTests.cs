using System;
using System.Runtime.CompilerServices;
using Nf.FirmwareHost;

namespace Nf.OnTarget;

/// <summary>Sets of tasks that fit in time, and sets that do not.</summary>
internal static unsafe class ScheduleSelfTests
{
    private const ulong Most = ulong.MaxValue / 8;

    /// <summary>Runs every self-test once.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        SelfTests.Run("supervision.schedule-one-and-two"u8, &OneAndTwo, ref report);
        SelfTests.Run("supervision.schedule-three"u8, &Three, ref report);
        SelfTests.Run("supervision.schedule-ends"u8, &Ends, ref report);
    }

    private static TaskDemand Task(ulong period, ulong deadline, ulong cost) =>
        new() { PeriodNanoseconds = period, DeadlineNanoseconds = deadline, CostNanoseconds = cost };

    private static void OneAndTwo(ref Check check)
    {
        Span<TaskDemand> tasks = stackalloc TaskDemand[2];
        check.Equal(Status.Ok, Schedule.Admit(tasks.Slice(2)));
        Expect(Status.Ok, Task(10, 10, 3), ref check);
        Expect(Status.Ok, Task(10, 3, 3), ref check);
        Expect(Status.NotSchedulable, Task(10, 2, 3), ref check);
        Expect(Status.NotSchedulable, Task(10, 11, 3), ref check);
        // A long run that is due late holds the other up, whose slack is 7.
        tasks[0] = Task(10, 10, 3);
        tasks[1] = Task(100, 100, 8);
        check.Equal(Status.Ok, Schedule.Admit(tasks));
        tasks[1].CostNanoseconds = 9;
        check.Equal(Status.NotSchedulable, Schedule.Admit(tasks));
        tasks[1] = Task(1000, 1000, 8);
        check.Equal(Status.Ok, Schedule.Admit(tasks));
        // Each fits alone; together they would need more than there is.
        tasks[1] = Task(10, 10, 8);
        check.Equal(Status.NotSchedulable, Schedule.Admit(tasks));
    }

    private static void Three(ref Check check)
    {
        Span<TaskDemand> tasks = stackalloc TaskDemand[3];
        tasks[0] = Task(4, 4, 1);
        tasks[1] = Task(6, 6, 2);
        tasks[2] = Task(12, 12, 3);
        check.Equal(Status.Ok, Schedule.Admit(tasks));
        tasks[2] = Task(12, 12, 4);
        check.Equal(Status.Ok, Schedule.Admit(tasks));
        tasks[2] = Task(12, 12, 5);
        check.Equal(Status.NotSchedulable, Schedule.Admit(tasks));
        // Less than all of the processor, but the first two are due before a run of the third that began can end.
        tasks[0] = Task(2, 2, 1);
        tasks[1] = Task(3, 3, 1);
        tasks[2] = Task(70, 70, 3);
        check.Equal(Status.NotSchedulable, Schedule.Admit(tasks));
        tasks[2] = Task(70, 70, 2);
        check.Equal(Status.Ok, Schedule.Admit(tasks));
    }

    // Numbers that do not fit in 32 bits, and next to what fits in 64.
    private static void Ends(ref Check check)
    {
        const ulong Second = 1_000_000_000;
        Span<TaskDemand> tasks = stackalloc TaskDemand[2];
        Expect(Status.Ok, Task(Most, Most, 1), ref check);
        Expect(Status.Ok, Task(Most, Most, Most / 2), ref check);
        Expect(Status.NotSchedulable, Task(1_000_000, 1_000_000, ulong.MaxValue / 4), ref check);
        tasks[0] = Task(60 * Second, 60 * Second, 20 * Second);
        tasks[1] = Task(600 * Second, 600 * Second, 40 * Second);
        check.Equal(Status.Ok, Schedule.Admit(tasks));
        tasks[1].CostNanoseconds += 2;
        check.Equal(Status.NotSchedulable, Schedule.Admit(tasks));
        // The processor is never idle: refused, and soon.
        tasks[0] = Task(1, 1, 1);
        tasks[1] = Task(Most, Most, Most);
        check.Equal(Status.NotSchedulable, Schedule.Admit(tasks));
    }

    private static void Expect(Status expected, TaskDemand task, ref Check check, [CallerLineNumber] int line = 0)
    {
        Span<TaskDemand> tasks = stackalloc TaskDemand[1];
        tasks[0] = task;
        check.Equal(expected, Schedule.Admit(tasks), line);
    }
}
