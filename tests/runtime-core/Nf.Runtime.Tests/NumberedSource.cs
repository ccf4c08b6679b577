namespace Nf.Runtime.Tests;

/// <summary>Makes objects with the numbers 1, 2, 3 ...; keys from <see cref="FirstMissing"/> on do not exist.</summary>
internal struct NumberedSource() : ISlotSource<NumberedObject>
{
    public ulong FirstMissing { get; init; } = ulong.MaxValue;

    public int Made { get; private set; }

    public Status Create(int kind, ulong key, out NumberedObject created)
    {
        created = default;
        if (key >= FirstMissing)
            return Status.NotFound;
        Made++;
        created = new NumberedObject(Made);
        return Status.Ok;
    }
}
