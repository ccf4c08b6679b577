namespace System.Runtime.CompilerServices;

/// <summary>Marks a volatile field in a signature; the compiler writes it.</summary>
public static class IsVolatile;
