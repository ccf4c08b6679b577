using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>Room in lent storage, with linear memory elsewhere for guests that need guarded addresses.</summary>
internal struct TestRoom : IInstanceRoom
{
    /// <summary>The storage.</summary>
    public LentRoom Lent;

    /// <inheritdoc/>
    public readonly Status Open(int place, out InstanceOptions options)
    {
        Status status = Lent.Open(place, out options);
        return status == Status.Ok ? GuardedMemory.Lend(place, ref options) : status;
    }

    /// <inheritdoc/>
    public readonly void Close(int place) => Lent.Close(place);
}
