namespace System.Runtime.InteropServices;

/// <summary>How a C function is called; the numbers of ECMA-335.</summary>
public enum CallingConvention
{
    /// <summary>As the platform does.</summary>
    Winapi = 1,

    /// <summary>As C does.</summary>
    Cdecl = 2,
}
