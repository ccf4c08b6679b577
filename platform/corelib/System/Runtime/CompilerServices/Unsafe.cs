namespace System.Runtime.CompilerServices;

/// <summary>References and pointers without checks. Each method is one instruction or none, put in place by the compiler.</summary>
public static unsafe class Unsafe
{
    /// <summary>Bytes of a <typeparamref name="T"/>. A constant.</summary>
    [Intrinsic]
    public static int SizeOf<T>()
        where T : allows ref struct
        => sizeof(T);

    /// <summary>The same place seen as another type. Both must be at least that big, and aligned.</summary>
    [Intrinsic]
    public static extern ref TTo As<TFrom, TTo>(ref TFrom source)
        where TFrom : allows ref struct
        where TTo : allows ref struct;

    /// <summary>The address of a place. Statics and stack places stay where they are.</summary>
    [Intrinsic]
    public static extern void* AsPointer<T>(ref readonly T value)
        where T : allows ref struct;

    /// <summary>The place at an address.</summary>
    [Intrinsic]
    public static extern ref T AsRef<T>(void* source)
        where T : allows ref struct;

    /// <summary>A writable reference to a place given as read-only.</summary>
    [Intrinsic]
    public static extern ref T AsRef<T>(scoped ref readonly T source)
        where T : allows ref struct;

    /// <summary>The place <paramref name="elementOffset"/> elements further; not checked.</summary>
    [Intrinsic]
    public static extern ref T Add<T>(ref T source, int elementOffset)
        where T : allows ref struct;

    /// <summary>The place <paramref name="elementOffset"/> elements further; not checked.</summary>
    [Intrinsic]
    public static extern ref T Add<T>(ref T source, nint elementOffset)
        where T : allows ref struct;

    /// <summary>The place <paramref name="elementOffset"/> elements further; not checked.</summary>
    [Intrinsic]
    public static extern ref T Add<T>(ref T source, nuint elementOffset)
        where T : allows ref struct;

    /// <summary>The place <paramref name="byteOffset"/> bytes further; not checked.</summary>
    [Intrinsic]
    public static extern ref T AddByteOffset<T>(ref T source, nint byteOffset)
        where T : allows ref struct;

    /// <summary>The place <paramref name="byteOffset"/> bytes further; not checked.</summary>
    [Intrinsic]
    public static extern ref T AddByteOffset<T>(ref T source, nuint byteOffset)
        where T : allows ref struct;

    /// <summary>The place <paramref name="elementOffset"/> elements before; not checked.</summary>
    [Intrinsic]
    public static extern ref T Subtract<T>(ref T source, int elementOffset)
        where T : allows ref struct;

    /// <summary>Bytes from <paramref name="origin"/> to <paramref name="target"/>.</summary>
    [Intrinsic]
    public static extern nint ByteOffset<T>(ref readonly T origin, ref readonly T target)
        where T : allows ref struct;

    /// <summary>Whether both are the same place.</summary>
    [Intrinsic]
    public static extern bool AreSame<T>(ref readonly T left, ref readonly T right)
        where T : allows ref struct;

    /// <summary>Whether <paramref name="left"/> lies at a higher address.</summary>
    [Intrinsic]
    public static extern bool IsAddressGreaterThan<T>(ref readonly T left, ref readonly T right)
        where T : allows ref struct;

    /// <summary>Whether <paramref name="left"/> lies at a lower address.</summary>
    [Intrinsic]
    public static extern bool IsAddressLessThan<T>(ref readonly T left, ref readonly T right)
        where T : allows ref struct;

    /// <summary>A reference to no place.</summary>
    [Intrinsic]
    public static extern ref T NullRef<T>()
        where T : allows ref struct;

    /// <summary>Whether it is a reference to no place.</summary>
    [Intrinsic]
    public static extern bool IsNullRef<T>(ref readonly T source)
        where T : allows ref struct;

    /// <summary>Lets a local be used without an assignment: its content is arbitrary.</summary>
    [Intrinsic]
    public static extern void SkipInit<T>(out T value)
        where T : allows ref struct;

    /// <summary>Reads a value from an address of any alignment.</summary>
    [Intrinsic]
    public static extern T ReadUnaligned<T>(void* source)
        where T : allows ref struct;

    /// <summary>Reads a value from an address of any alignment.</summary>
    [Intrinsic]
    public static extern T ReadUnaligned<T>(scoped ref readonly byte source)
        where T : allows ref struct;

    /// <summary>Writes a value to an address of any alignment.</summary>
    [Intrinsic]
    public static extern void WriteUnaligned<T>(void* destination, T value)
        where T : allows ref struct;

    /// <summary>Writes a value to an address of any alignment.</summary>
    [Intrinsic]
    public static extern void WriteUnaligned<T>(ref byte destination, T value)
        where T : allows ref struct;

    /// <summary>Reads a value from an aligned address.</summary>
    public static T Read<T>(void* source)
        where T : allows ref struct
        => *(T*)source;

    /// <summary>Writes a value to an aligned address.</summary>
    public static void Write<T>(void* destination, T value)
        where T : allows ref struct
        => *(T*)destination = value;
}
