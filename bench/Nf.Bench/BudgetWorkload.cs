using System.Threading;
using Nf.Memory;

namespace Nf.Bench;

/// <summary>Taking bytes from a budget and giving them back, beside the two unchecked additions that any shared counter costs.</summary>
internal sealed class BudgetWorkload
{
    private const int Bytes = 64;

    private BudgetTracker _budget;
    private int _counter;

    public BudgetWorkload() => Bench.Require(_budget.SetLimit(CrateId.Guest, 1 << 20));

    public void TakeGive(int count)
    {
        Status status = Status.Ok;
        for (int i = 0; i < count; i++)
        {
            status |= _budget.Take(CrateId.Guest, Bytes);
            status |= _budget.Give(CrateId.Guest, Bytes);
        }
        Bench.Require(status);
    }

    public void InterlockedPair(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Interlocked.Add(ref _counter, -Bytes);
            Interlocked.Add(ref _counter, Bytes);
        }
    }
}
