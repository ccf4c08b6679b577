namespace Nf.FirmwareHost;

/// <summary>What a guest did since it was started: two that did the same have the same.</summary>
public struct GuestTrace : IControlMessage
{
    /// <summary>The guest's place.</summary>
    public byte Place;

    /// <summary>Ticks that it had.</summary>
    public ulong Ticks;

    /// <summary>Lines of its trace.</summary>
    public ulong Lines;

    /// <summary>SHA-256 of all these lines.</summary>
    public Digest Digest;

    /// <inheritdoc/>
    public static int Bytes => 49;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Place);
        fields.Number(ref Ticks);
        fields.Number(ref Lines);
        fields.Bytes(Digest);
    }
}
