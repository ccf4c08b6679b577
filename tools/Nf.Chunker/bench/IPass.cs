using System;

namespace Nf.Chunker;

/// <summary>A parser that is measured, and one way of reading its trees.</summary>
internal interface IPass : IDisposable
{
    /// <summary>The engine that runs the parser.</summary>
    string Engine { get; }

    /// <summary>How trees are read.</summary>
    Reading Reading { get; }

    /// <summary>Whether a pass takes a minute, so that one must do.</summary>
    bool IsSlow { get; }

    /// <summary>Parses all files and reads every node.</summary>
    PassResult Run();
}
