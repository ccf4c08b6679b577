namespace System.Runtime.CompilerServices;

/// <summary>How a method is to be compiled; the numbers of ECMA-335.</summary>
[Flags]
public enum MethodImplOptions
{
    /// <summary>Never copied into its callers.</summary>
    NoInlining = 0x0008,

    /// <summary>Not optimized.</summary>
    NoOptimization = 0x0040,

    /// <summary>Copied into its callers where possible.</summary>
    AggressiveInlining = 0x0100,

    /// <summary>Optimized as far as the compiler can.</summary>
    AggressiveOptimization = 0x0200,

    /// <summary>The body is not in the assembly.</summary>
    InternalCall = 0x1000,
}
