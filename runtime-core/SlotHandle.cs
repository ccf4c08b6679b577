namespace Nf.Runtime;

/// <summary>
/// What a guest holds instead of a pointer to a host object: 31 bits, so that a host function can give either a handle or, below zero,
/// a failure. 0 is no object. Only the table that made it can say whether it is good.
/// </summary>
/// <remarks>
/// From the lowest bit: slot number less one (8), generation (13), kind (4), owner (6). The generation tells the objects that a slot held
/// one after the other apart, the owner the tables of several instances.
/// </remarks>
public readonly struct SlotHandle
{
    /// <summary>The most slots of a table.</summary>
    public const int SlotMax = 1 << SlotBits;

    /// <summary>The highest generation; the next one is 1 again.</summary>
    public const int GenerationMax = (1 << GenerationBits) - 1;

    /// <summary>The highest kind; the lowest is 1.</summary>
    public const int KindMax = (1 << KindBits) - 1;

    /// <summary>The highest owner; the lowest is 0.</summary>
    public const int OwnerMax = (1 << OwnerBits) - 1;

    private const int SlotBits = 8;
    private const int GenerationBits = 13;
    private const int KindBits = 4;
    private const int OwnerBits = 6;
    private const int GenerationAt = SlotBits;
    private const int KindAt = GenerationAt + GenerationBits;
    private const int OwnerAt = KindAt + KindBits;

    /// <summary>Takes what a guest gave, checked by nobody yet.</summary>
    /// <param name="value">Any number.</param>
    public SlotHandle(int value) => Value = value;

    internal SlotHandle(int slot, int generation, int kind, int owner) =>
        Value = (slot - 1) | (generation << GenerationAt) | (kind << KindAt) | (owner << OwnerAt);

    /// <summary>The handle as the guest has it; above 0 when a table made it.</summary>
    public int Value { get; }

    /// <summary>The number of its slot, 1 .. <see cref="SlotMax"/>.</summary>
    public int Slot => (Value & (SlotMax - 1)) + 1;

    /// <summary>Which of the objects that its slot held; 1 or more when a table made it.</summary>
    public int Generation => (Value >> GenerationAt) & GenerationMax;

    /// <summary>The kind of the object, 0 .. <see cref="KindMax"/>.</summary>
    public int Kind => (Value >> KindAt) & KindMax;

    /// <summary>The table's owner, 0 .. <see cref="OwnerMax"/>.</summary>
    public int Owner => (Value >> OwnerAt) & OwnerMax;
}
