using System;
using System.Runtime.InteropServices;

namespace Nf.Runtime;

/// <summary>The modules of an image or of a shared object: <c>nf_ahead_set</c> of nf_ahead.h.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly unsafe struct AheadSet
{
    private readonly uint _abi;
    private readonly uint _count;
    private readonly AheadModule** _modules;

    /// <summary>The version of nf_engine.h that it was made for. Look at nothing else when it is not <see cref="Engine.Abi"/>.</summary>
    public uint Abi => _abi;

    /// <summary>How many modules there are.</summary>
    public int Count => (int)_count;

    /// <summary>A module. O(1).</summary>
    /// <param name="index">Below <see cref="Count"/>.</param>
    public AheadModule* this[int index] => _modules[index];

    /// <summary>Finds what was made from a package. O(modules).</summary>
    /// <param name="digest">SHA-256 of the package.</param>
    /// <param name="module">What was made from it.</param>
    /// <returns>Ok; NotFound; EngineMismatch when the set was made for another version.</returns>
    public Status Find(ReadOnlySpan<byte> digest, out AheadModule* module)
    {
        module = null;
        if (_abi != Engine.Abi) return Status.EngineMismatch;
        for (int i = 0; i < Count; i++)
        {
            if (!_modules[i]->Digest.SequenceEqual(digest)) continue;
            module = _modules[i];
            return Status.Ok;
        }

        return Status.NotFound;
    }
}
