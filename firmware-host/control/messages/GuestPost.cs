namespace Nf.FirmwareHost;

/// <summary>A message for a guest.</summary>
public struct GuestPost : IControlMessage
{
    /// <summary>The guest's place.</summary>
    public byte Place;

    /// <inheritdoc/>
    public static int Bytes => 1;

    /// <summary>The most bytes of the tail: the message.</summary>
    public static int TailBytesMax => 256;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Place);
    }
}
