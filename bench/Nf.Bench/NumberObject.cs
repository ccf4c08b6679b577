using Nf.Runtime;

namespace Nf.Bench;

/// <summary>A host object as small as it can be.</summary>
internal struct NumberObject : ISlotObject
{
    public int Number;

    public readonly void Release()
    {
    }
}
