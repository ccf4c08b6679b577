namespace Nf.FirmwareHost;

/// <summary>What is said about a package before its bytes come. 68 bytes.</summary>
public struct PackageTicket
{
    /// <summary>Bytes of the package.</summary>
    public uint Bytes;

    /// <summary>SHA-256 of all of them.</summary>
    public Digest Digest;

    /// <summary>
    /// HMAC-SHA-256 of the 32 bytes of <see cref="Digest"/> with the device's key; not looked at by a store without a key.
    /// </summary>
    /// <remarks>A tag of the digest instead of the bytes lets a store refuse a package before it erases anything for it.</remarks>
    public Digest Tag;
}
