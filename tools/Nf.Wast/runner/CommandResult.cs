using Nf.Runtime;

namespace Nf.Wast;

/// <summary>What came of a command, and what was found. About 56 bytes.</summary>
public struct CommandResult
{
    /// <summary><see cref="ResultIndex"/> when it is not about a result.</summary>
    public const int NoResult = -1;

    /// <summary>The command's number in its run.</summary>
    public int Number;

    /// <summary>Whether it passed.</summary>
    public Verdict Verdict;

    /// <summary>How what was tried ended.</summary>
    public Status Found;

    /// <summary>Why a module was refused: the command's own, or the one that it depends on.</summary>
    public LoadError Load;

    /// <summary>The first result that is wrong; else <see cref="NoResult"/>.</summary>
    public int ResultIndex;

    /// <summary>The cell that was found there.</summary>
    public ulong Cell;
}
