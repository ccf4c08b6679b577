using System.Runtime.CompilerServices;

namespace Nf.FirmwareHost;

/// <summary>The 32 bytes of a SHA-256 digest or of a tag made with it.</summary>
[InlineArray(Sha256.DigestSize)]
public struct Digest
{
    private byte _element;
}
