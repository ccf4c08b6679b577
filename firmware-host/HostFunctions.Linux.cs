using System;
using Nf.Runtime;

namespace Nf.FirmwareHost;

public readonly partial struct HostFunctions
{
    static partial void FindOnSystem(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, ref bool found, ref HostFunction function)
    {
        found = module.SequenceEqual("wasi_snapshot_preview1"u8) && WasiFunctions.TryFind(name, out function);
    }
}
