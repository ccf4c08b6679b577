using System;

namespace Nf.Chunker;

/// <summary>What a node is; the numbers are those of examples/tree-sitter/guest.h.</summary>
[Flags]
public enum NodeFlags : uint
{
    /// <summary>An ordinary token.</summary>
    None = 0,

    /// <summary>It has a name in the grammar; others are literal tokens, such as brackets.</summary>
    Named = 1,

    /// <summary>It is not in the text: the parser put it in to recover from an error.</summary>
    Missing = 2,

    /// <summary>It may stand anywhere, as a comment.</summary>
    Extra = 4,

    /// <summary>Text that fits nowhere.</summary>
    Error = 8,

    /// <summary>There is such text in it.</summary>
    HasError = 16,
}
