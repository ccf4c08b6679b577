namespace System.Runtime.InteropServices;

/// <summary>How the fields of a struct are placed; the numbers of ECMA-335.</summary>
public enum LayoutKind
{
    /// <summary>In the order of the source.</summary>
    Sequential = 0,

    /// <summary>At the offsets that <see cref="FieldOffsetAttribute"/> gives.</summary>
    Explicit = 2,

    /// <summary>As the compiler likes.</summary>
    Auto = 3,
}
