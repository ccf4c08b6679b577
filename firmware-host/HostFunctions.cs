using System;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>Everything that a guest can reach, by module.</summary>
public readonly partial struct HostFunctions : IHostFunctions
{
    /// <inheritdoc/>
    public static Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function)
    {
        function = default;
        bool found = false;
        if (module.SequenceEqual("nf"u8)) FindOfBoard(name, ref found, ref function);
        else if (module.SequenceEqual("env"u8)) found = EnvironmentFunctions.TryFind(name, out function);
        else if (module.SequenceEqual(VeraFunctions.Module)) FindForCollections(name, ref found, ref function);
        else FindOnSystem(module, name, ref found, ref function);
        return found ? Status.Ok : Status.ImportUnknown;
    }

    private static void FindOfBoard(ReadOnlySpan<byte> name, ref bool found, ref HostFunction function)
    {
        found = NfFunctions.TryFind(name, out function);
        if (!found) FindForObjects(name, ref found, ref function);
        if (!found) FindForRings(name, ref found, ref function);
        if (!found) FindForEvents(name, ref found, ref function);
        if (!found) FindForWaiting(name, ref found, ref function);
        if (!found) FindForDisplay(name, ref found, ref function);
    }

    // See HostFeatures.
    static partial void FindForObjects(ReadOnlySpan<byte> name, ref bool found, ref HostFunction function);

    static partial void FindForRings(ReadOnlySpan<byte> name, ref bool found, ref HostFunction function);

    static partial void FindForWaiting(ReadOnlySpan<byte> name, ref bool found, ref HostFunction function);

    static partial void FindForDisplay(ReadOnlySpan<byte> name, ref bool found, ref HostFunction function);

    static partial void FindForEvents(ReadOnlySpan<byte> name, ref bool found, ref HostFunction function);

    static partial void FindForCollections(ReadOnlySpan<byte> name, ref bool found, ref HostFunction function);

    /// <summary>Functions that need an operating system; boards have none.</summary>
    static partial void FindOnSystem(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, ref bool found, ref HostFunction function);
}
