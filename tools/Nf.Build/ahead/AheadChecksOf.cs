namespace Nf.Build;

/// <summary>Which checks targets have.</summary>
public static class AheadChecksOf
{
    /// <summary>Guard pages where there are 64-bit addresses, which are the faster ones.</summary>
    public static AheadChecks Best(BoardDescription board)
    {
        System.ArgumentNullException.ThrowIfNull(board);
        return board.Arch is "x64" or "arm64" ? AheadChecks.Guard : AheadChecks.Explicit;
    }
}
