using Internal.Runtime.CompilerHelpers;

namespace System.Runtime;

/// <summary>
/// Casts of references. The compiler resolves these methods in every program; no program of this world has an object to cast.
/// </summary>
internal static unsafe class TypeCast
{
    private static object? CheckCastAny(void* type, object? value) => Refuse();

    private static object? CheckCastInterface(void* type, object? value) => Refuse();

    private static object? CheckCastClass(void* type, object? value) => Refuse();

    private static object? CheckCastClassSpecial(void* type, object? value) => Refuse();

    private static object? IsInstanceOfAny(void* type, object? value) => Refuse();

    private static object? IsInstanceOfInterface(void* type, object? value) => Refuse();

    private static object? IsInstanceOfClass(void* type, object? value) => Refuse();

    private static bool IsInstanceOfException(void* type, object? value) => Refuse() is null;

    private static void StelemRef(object?[] array, nint index, object? value) => Refuse();

    private static ref object? LdelemaRef(object?[] array, nint index, void* type)
    {
        Refuse();
        return ref *(object?*)null;
    }

    private static object? Refuse()
    {
        Fault.Raise(FaultKind.InvalidCast);
        return null;
    }
}
