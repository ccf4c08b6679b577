using System;
using Nf.Runtime;

namespace Nf.FirmwareHost;

public readonly partial struct HostFunctions
{
    static partial void FindForCollections(ReadOnlySpan<byte> name, ref bool found, ref HostFunction function) =>
        found = VeraFunctions.TryFind(name, out function);
}
