using System;
using System.Runtime.CompilerServices;

namespace Nf.OnTarget;

/// <summary>A module whose function <c>f</c> is blocks in blocks, written in place: as text it would be long.</summary>
[InlineArray(4096)]
internal struct NestedModule
{
    private byte _first;

    /// <summary>The module that <see cref="Write"/> made. The storage must not move.</summary>
    public unsafe readonly ReadOnlySpan<byte> Bytes(int length) => new(Unsafe.AsPointer(ref Unsafe.AsRef(in _first)), length);

    /// <summary>Writes the module.</summary>
    /// <param name="depth">Blocks in one another; 3 bytes each.</param>
    /// <param name="opcode">What opens one: block or loop.</param>
    /// <returns>Its size in bytes.</returns>
    public int Write(int depth, byte opcode)
    {
        // Header; type ()->(); one function; its export "f"; the code section with one body.
        ReadOnlySpan<byte> head =
        [
            0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x04, 0x01, 0x60, 0x00, 0x00, 0x03, 0x02, 0x01, 0x00,
            0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00, 0x0a,
        ];
        const int SizeBytes = 2;
        int body = 2 + 3 * depth;
        int at = 0;
        for (; at < head.Length; at++) this[at] = head[at];
        at = WriteSize(at, 1 + SizeBytes + body);
        this[at++] = 1;
        at = WriteSize(at, body);
        this[at++] = 0;
        for (int i = 0; i < depth; i++)
        {
            this[at++] = opcode;
            this[at++] = 0x40;
        }

        for (int i = 0; i <= depth; i++) this[at++] = 0x0B;
        return at;
    }

    private int WriteSize(int at, int size)
    {
        this[at++] = (byte)(size & 0x7F | 0x80);
        this[at++] = (byte)(size >> 7);
        return at;
    }
}
