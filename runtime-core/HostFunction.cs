using System;

namespace Nf.Runtime;

/// <summary>A function that the host offers to guests.</summary>
public readonly unsafe ref struct HostFunction
{
    /// <summary>Makes an offer.</summary>
    /// <param name="signature">Its type in the short form of <see cref="FunctionType.Matches"/>.</param>
    /// <param name="function">The code; see <see cref="HostCall"/>.</param>
    /// <param name="tag">Handed to the code, so that one function can stand for several offers.</param>
    public HostFunction(ReadOnlySpan<byte> signature, delegate* unmanaged<HostCall*, int> function, uint tag = 0)
    {
        Signature = signature;
        Function = function;
        Tag = tag;
    }

    /// <summary>Its type in short form.</summary>
    public ReadOnlySpan<byte> Signature { get; }

    /// <summary>The code.</summary>
    public delegate* unmanaged<HostCall*, int> Function { get; }

    /// <summary>What the code finds in <see cref="HostCall.Tag"/>.</summary>
    public uint Tag { get; }

    /// <summary>Whether an import of that type can be bound to it. O(length).</summary>
    public bool Accepts(FunctionType type) => type.Matches(Signature);
}
