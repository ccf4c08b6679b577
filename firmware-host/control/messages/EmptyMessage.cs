namespace Nf.FirmwareHost;

/// <summary>Nothing: the type of the frame says all.</summary>
public struct EmptyMessage : IControlMessage
{
    /// <inheritdoc/>
    public static int Bytes => 0;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
    }
}
