using System;
using Nf.Runtime;

namespace Nf.FirmwareHost;

public readonly partial struct HostFunctions
{
    static partial void FindForEvents(ReadOnlySpan<byte> name, ref bool found, ref HostFunction function) =>
        found = EventFunctions.TryFind(name, out function);
}
