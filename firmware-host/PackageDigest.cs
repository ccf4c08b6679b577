using System;
using System.Runtime.CompilerServices;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>Whether a package's bytes are those that its manifest was written for.</summary>
public static class PackageDigest
{
    /// <summary>Computes the SHA-256 of all bytes before the manifest and compares. O(bytes).</summary>
    /// <remarks>It shows damage, not authorship: whoever changes a package can change its digest too.</remarks>
    /// <param name="module">All bytes of the package.</param>
    /// <param name="manifest">Its manifest, read from the same bytes.</param>
    /// <returns>Ok or DigestMismatch.</returns>
    public static Status Check(ReadOnlySpan<byte> module, scoped in Manifest manifest)
    {
        Digest digest = default;
        Sha256 hash = default;
        hash.Initialize();
        hash.Append(module.Slice(0, manifest.DigestedBytes));
        Status status = hash.Finish(digest);
        if (status != Status.Ok)
            return status;
        return ((ReadOnlySpan<byte>)digest).SequenceEqual(manifest.Digest) ? Status.Ok : Status.DigestMismatch;
    }

    [InlineArray(Sha256.DigestSize)]
    private struct Digest
    {
        private byte _element;
    }
}
