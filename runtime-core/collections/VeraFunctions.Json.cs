using System;

namespace Nf.Runtime;

public static unsafe partial class VeraFunctions
{
    static partial void FindForJson(ReadOnlySpan<byte> name, ref bool found, ref HostFunction function) =>
        found = JsonFunctions.TryFind(name, out function);
}
