using System;
using Nf.Runtime;

namespace Nf.FirmwareHost;

public readonly partial struct HostFunctions
{
    static partial void FindForWaiting(ReadOnlySpan<byte> name, ref bool found, ref HostFunction function) =>
        found = WaitFunctions.TryFind(name, out function);
}
