using System;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>What a package says of itself, and whether its bytes are those that its manifest was written for.</summary>
/// <param name="Manifest">What its manifest says.</param>
/// <param name="CostVersion">Version of the cost table that it was metered with.</param>
/// <param name="Digest">Whether the digest holds: Ok or DigestMismatch.</param>
/// <param name="Metering">What its code says.</param>
public sealed record PackageInspection(ManifestContent Manifest, int CostVersion, Status Digest, MeteringSummary Metering)
{
    /// <summary>Reads a package.</summary>
    /// <exception cref="NfException">It is broken, or its manifest is.</exception>
    public static unsafe PackageInspection Of(byte[] package)
    {
        ArgumentNullException.ThrowIfNull(package);
        fixed (byte* bytes = package)
        {
            Status status = WasmModule.Open(bytes, package.Length, out WasmModule module, out LoadError error);
            Manifest manifest = default;
            if (status == Status.Ok)
                status = Runtime.Manifest.Read(in module, out manifest, out error);
            if (status != Status.Ok)
                throw Refusal.Of(in error);
            return new PackageInspection(
                ManifestContent.Of(in manifest),
                Runtime.Manifest.CostVersion,
                PackageDigest.Check(package, in manifest),
                MeteringSummary.Of(package));
        }
    }
}
