namespace System.Runtime.InteropServices;

/// <summary>The C type of an argument; the numbers of ECMA-335. Only what crosses unchanged.</summary>
public enum UnmanagedType
{
    /// <summary>An 8-bit signed integer.</summary>
    I1 = 3,

    /// <summary>An 8-bit unsigned integer.</summary>
    U1 = 4,
}
