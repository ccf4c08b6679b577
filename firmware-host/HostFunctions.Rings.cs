using System;
using Nf.Runtime;

namespace Nf.FirmwareHost;

public readonly partial struct HostFunctions
{
    static partial void FindForRings(ReadOnlySpan<byte> name, ref bool found, ref HostFunction function) =>
        found = RingFunctions.TryFind(name, out function);
}
