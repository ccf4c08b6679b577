namespace Nf.FirmwareHost;

/// <summary>Asks for the budget of one crate.</summary>
public struct BudgetQuery : IControlMessage
{
    /// <summary>The number of a <see cref="Nf.Memory.CrateId"/>; OutOfRange ends the list.</summary>
    public byte Crate;

    /// <inheritdoc/>
    public static int Bytes => 1;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Crate);
    }
}
