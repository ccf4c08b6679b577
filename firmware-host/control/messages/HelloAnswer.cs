namespace Nf.FirmwareHost;

/// <summary>Offers a session, which begins with its first request. Until then the one before it goes on.</summary>
public struct HelloAnswer : IControlMessage
{
    /// <summary>That of the request.</summary>
    public uint Nonce;

    /// <summary>The session; never 0.</summary>
    public uint Session;

    /// <summary>The longest payload that the target takes.</summary>
    public ushort PayloadBytesMax;

    /// <inheritdoc/>
    public static int Bytes => 10;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Nonce);
        fields.Number(ref Session);
        fields.Number(ref PayloadBytesMax);
    }
}
