using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.Runtime;

/// <summary>
/// A module that was compiled ahead of time; the beginning of <c>nf_ahead_module</c> of nf_ahead.h. It lies in the image, or in a shared
/// object that stays loaded, and is only read.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct AheadModule
{
    /// <summary>Addresses that an instance must own from <see cref="InstanceOptions.Memory"/> on when its code does not check.</summary>
    public const ulong GuardBytes = (2ul << 32) + 65536;

    private const uint GuardFlag = 1;

    private readonly uint _abi;
    private readonly uint _flags;
    private DigestBytes _digest;
    private readonly byte* _outline;
    private readonly uint _outlineBytes;

    /// <summary>The version of nf_engine.h that it was made for; <see cref="Engine.Abi"/> is this host's.</summary>
    public readonly uint Abi => _abi;

    /// <summary>True when loads and stores are not checked, but left to inaccessible addresses behind the memory.</summary>
    public readonly bool NeedsGuard => (_flags & GuardFlag) != 0;

    /// <summary>What an instance needs of <see cref="InstanceOptions.ReservedBytes"/>.</summary>
    /// <param name="module">What it runs; null for the interpreter.</param>
    public static ulong ReservedBytesFor(AheadModule* module) => module != null && module->NeedsGuard ? GuardBytes : 0;

    /// <summary>SHA-256 of the package that it was made from.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<byte> Digest => _digest;

    /// <summary>The package without code and data: what <see cref="Instance.Create"/> wants for the module.</summary>
    public readonly byte* Outline => _outline;

    /// <summary>Its size in bytes.</summary>
    public readonly int OutlineBytes => (int)_outlineBytes;

    [InlineArray(Manifest.DigestBytes)]
    private struct DigestBytes
    {
        private byte _element;
    }
}
