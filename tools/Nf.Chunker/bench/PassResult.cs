namespace Nf.Chunker;

/// <summary>One pass over all files.</summary>
/// <param name="Seconds">Processor time.</param>
/// <param name="Nodes">Nodes that were read.</param>
/// <param name="Errors">Nodes of text that fits nowhere, and of text that is missing.</param>
/// <param name="EndSum">The sum of where nodes end, which says whether two parsers made the same trees.</param>
/// <param name="Crossings">Calls from the host to the guest.</param>
/// <param name="PeakBytes">The most memory of the process during the pass (resident set).</param>
/// <param name="AfterBytes">Its memory when all is closed.</param>
public sealed record PassResult(double Seconds, long Nodes, long Errors, long EndSum, long Crossings, long PeakBytes, long AfterBytes);
