using System;
using Nf.Runtime;

namespace Nf.FirmwareHost;

public readonly partial struct HostFunctions
{
    static partial void FindForDisplay(ReadOnlySpan<byte> name, ref bool found, ref HostFunction function) =>
        found = DisplayFunctions.TryFind(name, out function);
}
