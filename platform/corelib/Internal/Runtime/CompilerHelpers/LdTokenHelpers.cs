using System;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>
/// What the C# compiler writes for a constant table: the compiler resolves these methods, then puts the table's address in their place.
/// </summary>
internal static class LdTokenHelpers
{
    private static RuntimeTypeHandle GetRuntimeTypeHandle(nint type) => default;

    private static RuntimeMethodHandle GetRuntimeMethodHandle(nint method) => default;

    private static RuntimeFieldHandle GetRuntimeFieldHandle(nint field) => default;

    private static Type? GetRuntimeType(nint type) => null;
}
