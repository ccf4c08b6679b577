namespace System.Runtime.CompilerServices;

/// <summary>Marks an <c>init</c> accessor in a signature; the compiler writes it.</summary>
public static class IsExternalInit;
