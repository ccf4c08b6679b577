using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Nf.FirmwareHost;

/// <summary>A name under which guests tell each other something. 20 bytes.</summary>
internal struct Topic
{
    /// <summary>Bytes of the longest name.</summary>
    public const int NameBytesMax = 16;

    private NameStorage _name;
    private byte _nameBytes;

    /// <summary>Its name; empty when the place in the table is free.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Name => ((ReadOnlySpan<byte>)_name).Slice(0, _nameBytes);

    /// <summary>Names it.</summary>
    /// <param name="name">1 to <see cref="NameBytesMax"/> bytes.</param>
    public void SetName(ReadOnlySpan<byte> name)
    {
        name.CopyTo(_name);
        _nameBytes = (byte)name.Length;
    }

    [InlineArray(NameBytesMax)]
    private struct NameStorage
    {
        private byte _first;
    }
}
