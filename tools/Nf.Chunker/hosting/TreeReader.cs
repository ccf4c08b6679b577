using System.Runtime.InteropServices;

namespace Nf.Chunker;

/// <summary>The two ways of reading the tree that a guest holds; both give the same.</summary>
internal static class TreeReader
{
    private const uint RecordBytes = 36;

    /// <summary>Reads a dump: counts, makes room in the guest, has it filled, copies it.</summary>
    public static void ReadBatch(ParserLease lease, SyntaxTree tree)
    {
        uint count = lease.Call(ParserExport.Count);
        GuestFailure.ThrowUnless(count <= int.MaxValue / RecordBytes ? Status.Ok : Status.LimitExceeded);
        uint buffer = lease.Call(ParserExport.Alloc, count * RecordBytes);
        uint filled = lease.Call(ParserExport.Dump, buffer, count);
        GuestFailure.ThrowUnless(filled == count ? Status.Ok : Status.OutOfRange);
        lease.Span(buffer, count * RecordBytes).CopyTo(MemoryMarshal.AsBytes(tree.Resize((int)count)));
        lease.Call(ParserExport.Free, buffer);
    }

    /// <summary>Walks over the whole tree and asks for every property of every node.</summary>
    public static void ReadNodes(ParserLease lease, SyntaxTree tree, int nodesMax)
    {
        tree.Resize(0);
        lease.Call(ParserExport.Root);
        uint parent = NodeRecord.NoNode;
        while (true)
        {
            GuestFailure.ThrowUnless(tree.Count < nodesMax ? Status.Ok : Status.LimitExceeded);
            uint index = (uint)tree.Count;
            tree.Append(Read(lease, parent));
            if (lease.Call(ParserExport.FirstChild) != 0)
            {
                parent = index;
                continue;
            }
            tree[index].Next = index + 1;
            while (lease.Call(ParserExport.NextSibling) == 0)
            {
                if (lease.Call(ParserExport.Parent) == 0)
                    return;
                GuestFailure.ThrowUnless(parent != NodeRecord.NoNode ? Status.Ok : Status.OutOfRange);
                tree[parent].Next = (uint)tree.Count;
                parent = tree[parent].Parent;
            }
        }
    }

    private static NodeRecord Read(ParserLease lease, uint parent) => new()
    {
        Kind = lease.Call(ParserExport.Kind),
        Flags = (NodeFlags)lease.Call(ParserExport.Flags),
        StartByte = lease.Call(ParserExport.StartByte),
        EndByte = lease.Call(ParserExport.EndByte),
        StartRow = lease.Call(ParserExport.StartRow),
        StartColumn = lease.Call(ParserExport.StartColumn),
        EndRow = lease.Call(ParserExport.EndRow),
        Parent = parent,
    };
}
