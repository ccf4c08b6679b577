namespace System.Runtime.CompilerServices;

/// <summary>What this core library can do; the compiler reads the names.</summary>
public static class RuntimeFeature
{
    /// <summary>Function pointers may name a calling convention.</summary>
    public const string UnmanagedSignatureCallingConvention = nameof(UnmanagedSignatureCallingConvention);

    /// <summary>A ref struct may hold references.</summary>
    public const string ByRefFields = nameof(ByRefFields);

    /// <summary>A type argument may be a ref struct.</summary>
    public const string ByRefLikeGenerics = nameof(ByRefLikeGenerics);

    /// <summary>Interfaces may have static abstract members.</summary>
    public const string VirtualStaticsInInterfaces = nameof(VirtualStaticsInInterfaces);

    /// <summary><c>nint</c> is <see cref="IntPtr"/>.</summary>
    public const string NumericIntPtr = nameof(NumericIntPtr);
}
