using Nf.Runtime;

namespace Nf.Bench;

/// <summary>Makes objects that hold 1, whatever their key.</summary>
internal readonly struct NumberSource : ISlotSource<NumberObject>
{
    public Status Create(int kind, ulong key, out NumberObject created)
    {
        created = new NumberObject { Number = 1 };
        return Status.Ok;
    }
}
