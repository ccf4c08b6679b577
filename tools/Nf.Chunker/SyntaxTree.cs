using System;

namespace Nf.Chunker;

/// <summary>The tree of one text. It may be used again for the next one, which saves making room.</summary>
public sealed class SyntaxTree
{
    private NodeRecord[] _records = new NodeRecord[1024];

    /// <summary>The nodes; the root is the first one.</summary>
    public ReadOnlySpan<NodeRecord> Nodes => _records.AsSpan(0, Count);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets what stands in it, and makes room for that many nodes, whose content is to be written.</summary>
    internal Span<NodeRecord> Resize(int count)
    {
        if (_records.Length < count)
            _records = new NodeRecord[Math.Max(count, 2 * _records.Length)];
        Count = count;
        return _records.AsSpan(0, count);
    }

    /// <summary>Adds a node behind the last one.</summary>
    internal ref NodeRecord Append(in NodeRecord record)
    {
        if (Count == _records.Length)
            Array.Resize(ref _records, 2 * Count);
        _records[Count] = record;
        return ref _records[Count++];
    }

    /// <summary>A node to write to.</summary>
    internal ref NodeRecord this[uint index] => ref _records.AsSpan(0, Count)[(int)index];

    /// <summary>Nodes of text that fits nowhere, and of text that is missing. O(nodes).</summary>
    public int CountErrors()
    {
        int errors = 0;
        foreach (ref readonly NodeRecord node in Nodes)
        {
            if ((node.Flags & (NodeFlags.Error | NodeFlags.Missing)) != 0)
                errors++;
        }
        return errors;
    }

    /// <summary>
    /// Whether it is a tree of a text at all, so that whoever walks it stays inside it and comes to an end: the guest wrote it.
    /// O(nodes).
    /// </summary>
    internal bool IsConsistent(int textBytes)
    {
        ReadOnlySpan<NodeRecord> nodes = Nodes;
        if (nodes.IsEmpty || nodes[0].Parent != NodeRecord.NoNode || nodes[0].Next != nodes.Length)
            return false;
        for (int i = 0; i < nodes.Length; i++)
        {
            ref readonly NodeRecord node = ref nodes[i];
            if (node.StartByte > node.EndByte || node.EndByte > (uint)textBytes || node.Next <= (uint)i)
                return false;
            if (i != 0 && (node.Parent >= (uint)i || node.Next > nodes[(int)node.Parent].Next))
                return false;
        }
        return true;
    }
}
