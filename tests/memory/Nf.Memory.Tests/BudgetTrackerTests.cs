using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Memory.Tests;

[TestClass]
public sealed class BudgetTrackerTests
{
    private BudgetTracker _budget;

    [TestMethod]
    public void TakesAndGivesWithinTheLimit()
    {
        Assert.AreEqual(Status.BudgetExceeded, _budget.Take(CrateId.Guest, 1), "no limit, no bytes");
        Assert.AreEqual(Status.Ok, _budget.SetLimit(CrateId.Guest, 100));
        Assert.AreEqual(Status.Ok, _budget.Take(CrateId.Guest, 60));
        Assert.AreEqual(Status.Ok, _budget.Take(CrateId.Guest, 0));
        Assert.AreEqual(Status.BudgetExceeded, _budget.Take(CrateId.Guest, 41, out Refusal refusal));
        Assert.AreEqual((CrateId.Guest, 41, 40), (refusal.Crate, refusal.AskedBytes, refusal.LeftBytes));
        Assert.AreEqual((100, 40, 60), (_budget.Limit(CrateId.Guest), _budget.Remaining(CrateId.Guest), _budget.Used(CrateId.Guest)));
        Assert.AreEqual(Status.Ok, _budget.Take(CrateId.Guest, 40));
        Assert.AreEqual(Status.Ok, _budget.Give(CrateId.Guest, 100));
        Assert.AreEqual((100, 2), (_budget.Peak(CrateId.Guest), _budget.Refusals(CrateId.Guest)));
        Assert.AreEqual(41, _budget.LastRefusal.AskedBytes);
        Assert.AreEqual(0, _budget.Limit(CrateId.Engine) + _budget.Refusals(CrateId.Engine), "crates are apart");
    }

    [TestMethod]
    public void GivingMoreThanWasTakenIsRefused()
    {
        Assert.AreEqual(Status.Ok, _budget.SetLimit(CrateId.Engine, 100));
        Assert.AreEqual(Status.InvalidArgument, _budget.Give(CrateId.Engine, 1));
        Assert.AreEqual(Status.Ok, _budget.Take(CrateId.Engine, 10));
        Assert.AreEqual(Status.InvalidArgument, _budget.Give(CrateId.Engine, 11));
        Assert.AreEqual(Status.InvalidArgument, _budget.Give(CrateId.Engine, int.MaxValue));
        Assert.AreEqual(10, _budget.Used(CrateId.Engine));
    }

    [TestMethod]
    [DataRow(CrateId.Count, 1)]
    [DataRow((CrateId)(-1), 1)]
    [DataRow(CrateId.Guest, -1)]
    [DataRow(CrateId.Guest, int.MinValue)]
    public void BadArgumentsAreRefused(CrateId crate, int bytes)
    {
        Assert.AreEqual(Status.Ok, _budget.SetLimit(CrateId.Guest, 100));
        Assert.AreEqual(Status.InvalidArgument, _budget.SetLimit(crate, bytes));
        Assert.AreEqual(Status.InvalidArgument, _budget.Take(crate, bytes));
        Assert.AreEqual(Status.InvalidArgument, _budget.Give(crate, bytes));
        Assert.AreEqual(100, _budget.Remaining(CrateId.Guest));
        Assert.AreEqual(0, _budget.Remaining(CrateId.Count) + _budget.Used(CrateId.Count) + _budget.Peak(CrateId.Count));
    }

    [TestMethod]
    public void LimitsCanChangeButNotBelowWhatIsHeld()
    {
        Assert.AreEqual(Status.Ok, _budget.SetLimit(CrateId.Guest, 100));
        Assert.AreEqual(Status.Ok, _budget.Take(CrateId.Guest, 60));
        Assert.AreEqual(Status.BudgetExceeded, _budget.SetLimit(CrateId.Guest, 59));
        Assert.AreEqual((100, 40), (_budget.Limit(CrateId.Guest), _budget.Remaining(CrateId.Guest)));
        Assert.AreEqual(Status.Ok, _budget.SetLimit(CrateId.Guest, 60));
        Assert.AreEqual(0, _budget.Remaining(CrateId.Guest));
        Assert.AreEqual(Status.Ok, _budget.SetLimit(CrateId.Guest, int.MaxValue));
        Assert.AreEqual((int.MaxValue - 60, 60), (_budget.Remaining(CrateId.Guest), _budget.Used(CrateId.Guest)));
    }

    [TestMethod]
    public void TheSumNeverExceedsTheBudgetAndEndsExact()
    {
        const int limit = 1000;
        const int threads = 4;
        const int rounds = 100_000;
        Assert.AreEqual(Status.Ok, _budget.SetLimit(CrateId.Runtime, limit));
        int held = 0;
        int highest = 0;
        int refused = 0;
        int wrong = 0;
        int running = threads;
        Task observer = Task.Factory.StartNew(
            () =>
            {
                while (Volatile.Read(ref running) > 0)
                {
                    int remaining = _budget.Remaining(CrateId.Runtime);
                    if (remaining is < 0 or > limit || _budget.Peak(CrateId.Runtime) > limit || Volatile.Read(ref held) > limit)
                        Interlocked.Increment(ref wrong);
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Task[] tasks = new Task[threads];
        for (int thread = 0; thread < threads; thread++)
        {
            int seed = thread;
            tasks[thread] = Task.Factory.StartNew(
                () => Work(new Random(seed)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        Task.WaitAll(tasks);
        observer.Wait();
        Assert.AreEqual(0, wrong);
        Assert.AreEqual((limit, 0, 0), (_budget.Remaining(CrateId.Runtime), _budget.Used(CrateId.Runtime), held));
        Assert.AreEqual(refused, _budget.Refusals(CrateId.Runtime));
        Assert.IsTrue(_budget.Peak(CrateId.Runtime) <= limit && _budget.Peak(CrateId.Runtime) >= highest);

        void Work(Random random)
        {
            for (int round = 0; round < rounds; round++)
            {
                int bytes = random.Next(1, 700);
                Status status = _budget.Take(CrateId.Runtime, bytes, out Refusal refusal);
                if (status == Status.Ok)
                {
                    // Raised after taking and lowered before giving, so it never shows more than is granted.
                    int now = Interlocked.Add(ref held, bytes);
                    if (now > limit)
                        Interlocked.Increment(ref wrong);
                    RaiseTo(ref highest, now);
                    Interlocked.Add(ref held, -bytes);
                    if (_budget.Give(CrateId.Runtime, bytes) != Status.Ok)
                        Interlocked.Increment(ref wrong);
                }
                else
                {
                    Interlocked.Increment(ref refused);
                    if (refusal.LeftBytes >= bytes || refusal.LeftBytes < 0)
                        Interlocked.Increment(ref wrong);
                }
            }
            Interlocked.Decrement(ref running);
        }
    }

    private static void RaiseTo(ref int highest, int value)
    {
        int seen = Volatile.Read(ref highest);
        while (value > seen)
        {
            int other = Interlocked.CompareExchange(ref highest, value, seen);
            if (other == seen)
                return;
            seen = other;
        }
    }
}
