using System;

namespace Nf.Runtime;

/// <summary>A function that the host offers to guests.</summary>
public readonly unsafe ref struct HostFunction
{
    /// <summary>Makes an offer.</summary>
    /// <param name="signature">Its type in the short form of <see cref="FunctionType.Matches"/>.</param>
    /// <param name="function">The code; see <see cref="HostCall"/>.</param>
    public HostFunction(ReadOnlySpan<byte> signature, delegate* unmanaged<HostCall*, int> function)
    {
        Signature = signature;
        Function = function;
    }

    /// <summary>Its type in short form.</summary>
    public ReadOnlySpan<byte> Signature { get; }

    /// <summary>The code.</summary>
    public delegate* unmanaged<HostCall*, int> Function { get; }
}
