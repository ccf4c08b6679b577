using System;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>A host that offers nothing: the kernels import nothing.</summary>
internal readonly struct NoFunctions : IHostFunctions
{
    /// <inheritdoc/>
    public static Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function)
    {
        function = default;
        return Status.ImportUnknown;
    }
}
