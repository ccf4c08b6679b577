using System;
using System.Collections.Generic;
using System.Linq;
using Nf.FirmwareHost;
using Nf.Runtime;

namespace Nf.Build;

/// <summary>What a guest needs of the image that it goes into.</summary>
internal static unsafe class GuestFeatures
{
    /// <summary>The features that the image can do without: none for what is no module, which the image itself refuses.</summary>
    /// <param name="guests">The bytes of each that goes into the image.</param>
    public static HostFeatures[] NotNeeded(IEnumerable<byte[]> guests) => [.. guests.Select(NotNeeded)
        .Aggregate((IEnumerable<HostFeatures>)Enum.GetValues<HostFeatures>(), (left, features) => left.Intersect(features))];

    private static HostFeatures[] NotNeeded(byte[] guest)
    {
        fixed (byte* bytes = guest)
        {
            if (WasmModule.Open(bytes, guest.Length, out WasmModule module, out _) != Status.Ok) return [];
            HostFeatures needed = HostFunctions.NeededBy(in module);
            return [.. Enum.GetValues<HostFeatures>().Where(feature => feature != HostFeatures.None && !needed.HasFlag(feature))];
        }
    }
}
