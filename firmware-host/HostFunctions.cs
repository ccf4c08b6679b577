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
        bool isOwn = module.SequenceEqual("nf"u8);
        bool found = isOwn && NfFunctions.TryFind(name, out function);
        if (isOwn && !found) FindForObjects(name, ref found, ref function);
        if (!found) found = module.SequenceEqual("env"u8) && EnvironmentFunctions.TryFind(name, out function);
        if (!found) found = module.SequenceEqual(VeraFunctions.Module) && VeraFunctions.TryFind(name, out function);
        if (!found) FindOnSystem(module, name, ref found, ref function);
        return found ? Status.Ok : Status.ImportUnknown;
    }

    /// <summary>Functions for host objects; an image has none when its guest imports none.</summary>
    static partial void FindForObjects(ReadOnlySpan<byte> name, ref bool found, ref HostFunction function);

    /// <summary>Functions that need an operating system; boards have none.</summary>
    static partial void FindOnSystem(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, ref bool found, ref HostFunction function);
}
