using System;

namespace Nf.Runtime;

/// <summary>A function that the host offers to guests.</summary>
public readonly unsafe ref partial struct HostFunction
{
    /// <summary>Makes an offer.</summary>
    /// <param name="signature">
    /// Its type in the short form of <see cref="FunctionType.Matches"/>; K and V stand for the key and value of <see cref="VeraTag"/>.
    /// </param>
    /// <param name="function">The code; see <see cref="HostCall"/>.</param>
    /// <param name="tag">Handed to the code, so that one function can stand for several offers.</param>
    /// <param name="capability">The class of capabilities of which a package needs one to import it; empty for what everybody may.</param>
    public HostFunction(
        ReadOnlySpan<byte> signature, delegate* unmanaged<HostCall*, int> function, uint tag = 0, ReadOnlySpan<byte> capability = default)
    {
        Signature = signature;
        Function = function;
        Tag = tag;
        Capability = capability;
    }

    /// <summary>Its type in short form.</summary>
    public ReadOnlySpan<byte> Signature { get; }

    /// <summary>The code.</summary>
    public delegate* unmanaged<HostCall*, int> Function { get; }

    /// <summary>What the code finds in <see cref="HostCall.Tag"/>.</summary>
    public uint Tag { get; }

    /// <summary>The class of capabilities of which a package needs one to import it; empty for what everybody may.</summary>
    public ReadOnlySpan<byte> Capability { get; }

    /// <summary>Whether an import of that type can be bound to it. O(length).</summary>
    public bool Accepts(FunctionType type) => type.Matches(Signature, new VeraTag(Tag));
}
