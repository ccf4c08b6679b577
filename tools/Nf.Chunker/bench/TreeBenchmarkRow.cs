namespace Nf.Chunker;

/// <summary>What a parser came to with one way of reading its trees.</summary>
/// <param name="Engine">What ran it.</param>
/// <param name="Reading">How its trees were read.</param>
/// <param name="FilesPerSecond">Files in a second of processor time.</param>
/// <param name="OfNative">The same as a part of what the native program does when it reads in the same way.</param>
/// <param name="Pass">The fastest pass.</param>
public sealed record TreeBenchmarkRow(string Engine, Reading Reading, double FilesPerSecond, double OfNative, PassResult Pass)
{
    /// <summary>Whether there were as many nodes and errors, at the same places, as natively.</summary>
    public bool IsSameTree { get; init; }
}
