namespace System.Runtime.CompilerServices;

/// <summary>What the C# compiler calls for constant data.</summary>
public static class RuntimeHelpers
{
    /// <summary>A span over constant numbers in read-only memory. The ahead-of-time compiler puts the address in place.</summary>
    [Intrinsic]
    public static ReadOnlySpan<T> CreateSpan<T>(RuntimeFieldHandle fldHandle)
    {
        Internal.Runtime.CompilerHelpers.Fault.Raise(Internal.Runtime.CompilerHelpers.FaultKind.InvalidProgram);
        return default;
    }

    /// <summary>Whether values of the type hold references to objects. Known when the program is built.</summary>
    [Intrinsic]
    public static bool IsReferenceOrContainsReferences<T>()
        where T : allows ref struct
        => IsReferenceOrContainsReferences<T>();
}
