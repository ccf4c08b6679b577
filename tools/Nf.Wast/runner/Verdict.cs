namespace Nf.Wast;

/// <summary>What came of a command.</summary>
public enum Verdict : byte
{
    /// <summary>What it expects was found.</summary>
    Passed = 0,

    /// <summary>Something else was found.</summary>
    Failed = 1,

    /// <summary>It needs a feature, or more of something than there is: nothing was shown.</summary>
    Unsupported = 2,
}
