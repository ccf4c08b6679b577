using System;

namespace Nf.Runtime;

/// <summary>The table of functions that a host offers. Everything a guest can reach stands here.</summary>
public interface IHostFunctions
{
    /// <summary>Finds an offer by module and name.</summary>
    /// <returns>Ok, or ImportUnknown.</returns>
    static abstract Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function);
}
