using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nf.FirmwareHost;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>
/// What a package may use when nobody listed it: the whole class of each device that its imports, or a ring for samples, can reach. Topics
/// are not among them: an import does not say which.
/// </summary>
internal static class DerivedCapabilities
{
    private const string I2c = "i2c";
    private const string Display = "display";

    private static readonly string[] s_devices = ["gpio", I2c, Display];

    /// <summary>The capabilities, none twice, in an order that does not depend on the module.</summary>
    public static IReadOnlyList<string> Of(SourceModule module) =>
    [
        .. s_devices.Where(device => (device == I2c && WantsSamples(module))
            || module.Imports.Any(import => CanReach(import.Module, import.Name, device))),
    ];

    private static bool WantsSamples(SourceModule module) =>
        module.Exports.Any(export => export.Name.AsSpan().SequenceEqual(SamplePublisher.ExportName));

    private static bool CanReach(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, string device)
    {
        // A ring calls functions by number: any of those that have one (CallNumber).
        if (module.SequenceEqual("nf"u8) && name.SequenceEqual("submit"u8))
            return device != Display;
        return HostFunctions.Find(module, name, out HostFunction function) == Status.Ok
            && function.Capability.SequenceEqual(Encoding.ASCII.GetBytes(device));
    }
}
