namespace Nf.FirmwareHost;

/// <summary>Asks for a session.</summary>
public struct HelloRequest : IControlMessage
{
    /// <summary>Any number but 0, another one for each connection: tells a repeated hello from a new one.</summary>
    public uint Nonce;

    /// <inheritdoc/>
    public static int Bytes => 4;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Nonce);
    }
}
