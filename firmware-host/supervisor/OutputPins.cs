using System;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>The pins that a guest may drive, a bit each: no two guests may drive the same one.</summary>
internal static class OutputPins
{
    private const int NameAt = 5;

    /// <summary>What a manifest grants. O(bytes of the capabilities).</summary>
    /// <returns>All pins for one that has the whole class.</returns>
    public static ulong Of(in Manifest manifest)
    {
        ulong pins = 0;
        for (int i = 0; i < manifest.CapabilityCount; i++) pins |= OfCapability(manifest.Capability(i));
        return pins;
    }

    // "gpio", "gpio:PF0" and "gpio:PF0:out".
    private static ulong OfCapability(ReadOnlySpan<byte> capability)
    {
        if (capability.SequenceEqual("gpio"u8)) return ulong.MaxValue;
        if (capability.Length < NameAt + PinName.Length || !capability.Slice(0, NameAt).SequenceEqual("gpio:"u8)) return 0;
        ReadOnlySpan<byte> use = capability.Slice(NameAt + PinName.Length);
        if (use.Length != 0 && !use.SequenceEqual(":out"u8)) return 0;
        return PinName.Parse(capability.Slice(NameAt, PinName.Length), out int pin) == Status.Ok ? 1ul << pin : 0;
    }
}
