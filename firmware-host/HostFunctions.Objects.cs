using System;
using Nf.Runtime;

namespace Nf.FirmwareHost;

public readonly partial struct HostFunctions
{
    static partial void FindForObjects(ReadOnlySpan<byte> name, ref bool found, ref HostFunction function) =>
        found = ObjectFunctions.TryFind(name, out function);
}
