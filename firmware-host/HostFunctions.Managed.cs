using System;
using Nf.Runtime;

namespace Nf.FirmwareHost;

public readonly partial struct HostFunctions
{
    /// <summary>The features that a guest needs of its host. O(imports + exports).</summary>
    /// <param name="module">The opened guest.</param>
    public static HostFeatures NeededBy(in WasmModule module)
    {
        HostFeatures needed = module.FindExport(SamplePublisher.ExportName, ExternalKind.Global, out _) == Status.ExportNotFound
            ? HostFeatures.None
            : HostFeatures.Samples;
        WasmReader reader = module.Imports();
        for (int i = 0; i < module.ImportCount; i++)
        {
            ImportEntry import = WasmModule.ReadImport(ref reader);
            if (import.Module.SequenceEqual("nf"u8)) needed |= OfNf(import.Name);
            else if (import.Module.SequenceEqual(VeraFunctions.Module)) needed |= OfVera(import.Name);
            else if (import.Module.SequenceEqual(LoweredFunctions.Module)) needed |= HostFeatures.Lowered;
        }

        return needed;
    }

    private static HostFeatures OfNf(ReadOnlySpan<byte> name)
    {
        if (ObjectFunctions.TryFind(name, out _)) return HostFeatures.Objects;
        if (WaitFunctions.TryFind(name, out _)) return HostFeatures.Waiting;
        if (EventFunctions.TryFind(name, out _)) return HostFeatures.Events;
        if (DisplayFunctions.TryFind(name, out _)) return HostFeatures.Display;
        return RingFunctions.TryFind(name, out _) ? HostFeatures.Rings : HostFeatures.None;
    }

    private static HostFeatures OfVera(ReadOnlySpan<byte> name) =>
        JsonFunctions.TryFind(name, out _) ? HostFeatures.Collections | HostFeatures.Json : HostFeatures.Collections;
}
