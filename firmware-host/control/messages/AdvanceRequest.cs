namespace Nf.FirmwareHost;

/// <summary>A rig lets the target's time pass.</summary>
public struct AdvanceRequest : IControlMessage
{
    /// <summary>Time that is to pass at once, with all that is due in it.</summary>
    public ulong Nanoseconds;

    /// <summary>Whether time stands still from now on but for these requests; else it goes on by itself afterwards.</summary>
    public bool IsStepped;

    /// <inheritdoc/>
    public static int Bytes => 9;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Nanoseconds);
        fields.Truth(ref IsStepped);
    }
}
