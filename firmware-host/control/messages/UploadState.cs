namespace Nf.FirmwareHost;

/// <summary>How far an upload is.</summary>
/// <remarks>
/// A piece that does not begin at <see cref="Next"/> or is longer than <see cref="Window"/> is not taken; the answer says so by this state.
/// </remarks>
public struct UploadState : IControlMessage
{
    /// <summary>Bytes of the whole package.</summary>
    public uint Size;

    /// <summary>The offset of the first byte that the target does not have.</summary>
    public uint Next;

    /// <summary>Bytes that the target takes from there at once; 0: none now, it may be asked again.</summary>
    public uint Window;

    /// <inheritdoc/>
    public static int Bytes => 12;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Size);
        fields.Number(ref Next);
        fields.Number(ref Window);
    }
}
