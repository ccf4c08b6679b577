namespace Nf.FirmwareHost;

/// <summary>The budget of one crate.</summary>
public struct BudgetInfo : IControlMessage
{
    /// <summary>Its number.</summary>
    public byte Crate;

    /// <summary>The bytes that it may hold at once.</summary>
    public uint LimitBytes;

    /// <summary>The bytes that it may still take.</summary>
    public uint RemainingBytes;

    /// <summary>The most that it held at once.</summary>
    public uint PeakBytes;

    /// <summary>How often it was refused.</summary>
    public uint Refusals;

    /// <inheritdoc/>
    public static int Bytes => 17;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Crate);
        fields.Number(ref LimitBytes);
        fields.Number(ref RemainingBytes);
        fields.Number(ref PeakBytes);
        fields.Number(ref Refusals);
    }
}
