namespace Nf.FirmwareHost;

/// <summary>A place for a guest.</summary>
public struct GuestPlace : IControlMessage
{
    /// <summary>Its number, below <see cref="TargetInfo.Places"/>.</summary>
    public byte Place;

    /// <inheritdoc/>
    public static int Bytes => 1;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Place);
    }
}
