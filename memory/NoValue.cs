namespace Nf.Memory;

/// <summary>The value of a map that only has keys.</summary>
public struct NoValue;
