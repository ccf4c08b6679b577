namespace Nf.Chunker;

/// <summary>How the host reads a tree that a guest has made.</summary>
public enum Reading
{
    /// <summary>The whole tree with two calls: how many nodes there are, and a dump of them.</summary>
    Batch,

    /// <summary>Every property of every node, and every move to another node, with a call of its own.</summary>
    Node,
}
