namespace Nf.Build;

/// <summary>Bytes of an image that go to one place of the flash.</summary>
/// <param name="Address">The address of the first byte.</param>
/// <param name="Bytes">The bytes.</param>
public sealed record FlashSegment(uint Address, byte[] Bytes)
{
    /// <summary>The address behind the last byte.</summary>
    public ulong End => Address + (ulong)Bytes.Length;
}
