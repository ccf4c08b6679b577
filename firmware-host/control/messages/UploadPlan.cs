namespace Nf.FirmwareHost;

/// <summary>The package that is to come.</summary>
/// <remarks>
/// An upload that the target has begun with the same place, size and digest goes on where it stands; any other one is given up.
/// </remarks>
public struct UploadPlan : IControlMessage
{
    /// <summary>The place that it is for.</summary>
    public byte Place;

    /// <summary>Its bytes.</summary>
    public uint Size;

    /// <summary>SHA-256 of all of them.</summary>
    public Digest Digest;

    /// <summary>HMAC-SHA-256 of <see cref="Digest"/> with the target's key; zeros: the package is not signed.</summary>
    public Digest Tag;

    /// <inheritdoc/>
    public static int Bytes => 69;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Place);
        fields.Number(ref Size);
        fields.Bytes(Digest);
        fields.Bytes(Tag);
    }
}
