using System.Runtime.InteropServices;

namespace Nf.Chunker;

/// <summary>
/// A node as the guest dumps it (examples/tree-sitter/guest.h): nine u32. Nodes stand in the order in which their text begins, a parent
/// before its children. 36 bytes.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct NodeRecord
{
    /// <summary><see cref="Parent"/> of the root.</summary>
    public const uint NoNode = uint.MaxValue;

    private uint _kind;

    /// <summary>What the node is.</summary>
    public NodeFlags Flags;

    /// <summary>The first byte of its text.</summary>
    public uint StartByte;

    /// <summary>The first byte behind its text.</summary>
    public uint EndByte;

    /// <summary>The line of its first byte, from 0.</summary>
    public uint StartRow;

    /// <summary>Bytes before it in that line.</summary>
    public uint StartColumn;

    /// <summary>The line of the first byte behind it, from 0.</summary>
    public uint EndRow;

    /// <summary>Index of the parent, or <see cref="NoNode"/>.</summary>
    public uint Parent;

    /// <summary>Index of the first record that is no descendant: the next sibling, if it has the same parent.</summary>
    public uint Next;

    /// <summary>Its symbol in the grammar.</summary>
    public readonly int Symbol => (ushort)_kind;

    /// <summary>Which field of its parent it is; 0 when it is none.</summary>
    public readonly int Field => (int)(_kind >> 16);

    /// <summary>Symbol and field as the guest gives them.</summary>
    internal uint Kind
    {
        readonly get => _kind;
        set => _kind = value;
    }
}
