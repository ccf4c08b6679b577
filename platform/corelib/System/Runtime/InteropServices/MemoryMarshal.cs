using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;

namespace System.Runtime.InteropServices;

/// <summary>Spans from references, and spans seen as spans of another type.</summary>
public static class MemoryMarshal
{
    /// <summary>A span of <paramref name="length"/> elements from <paramref name="reference"/> on; not checked. O(1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> CreateSpan<T>(scoped ref T reference, int length) => new(ref Unsafe.AsRef(in reference), length);

    /// <summary>A span of <paramref name="length"/> elements from <paramref name="reference"/> on; not checked. O(1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<T> CreateReadOnlySpan<T>(scoped ref readonly T reference, int length)
        => new(ref Unsafe.AsRef(in reference), length);

    /// <summary>A reference to the first element, or to where it would be. O(1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T GetReference<T>(Span<T> span) => ref span.Reference;

    /// <summary>A reference to the first element, or to where it would be. O(1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T GetReference<T>(ReadOnlySpan<T> span) => ref span.Reference;

    /// <summary>The bytes of the elements. A fault when there are more than <see cref="int.MaxValue"/>. O(1).</summary>
    public static Span<byte> AsBytes<T>(Span<T> span)
        where T : struct
        => new(ref Unsafe.As<T, byte>(ref span.Reference), checked(span.Length * Unsafe.SizeOf<T>()));

    /// <summary>The bytes of the elements. A fault when there are more than <see cref="int.MaxValue"/>. O(1).</summary>
    public static ReadOnlySpan<byte> AsBytes<T>(ReadOnlySpan<T> span)
        where T : struct
        => new(ref Unsafe.As<T, byte>(ref span.Reference), checked(span.Length * Unsafe.SizeOf<T>()));

    /// <summary>The same memory as elements of another size; a rest too short for one is left out. O(1).</summary>
    public static Span<TTo> Cast<TFrom, TTo>(Span<TFrom> span)
        where TFrom : struct
        where TTo : struct
        => new(ref Unsafe.As<TFrom, TTo>(ref span.Reference), CastLength<TFrom, TTo>(span.Length));

    /// <summary>The same memory as elements of another size; a rest too short for one is left out. O(1).</summary>
    public static ReadOnlySpan<TTo> Cast<TFrom, TTo>(ReadOnlySpan<TFrom> span)
        where TFrom : struct
        where TTo : struct
        => new(ref Unsafe.As<TFrom, TTo>(ref span.Reference), CastLength<TFrom, TTo>(span.Length));

    /// <summary>The value at the start of the bytes, which need no alignment. A fault when they are too few. O(1).</summary>
    public static T Read<T>(ReadOnlySpan<byte> source)
        where T : struct
    {
        if (source.Length < Unsafe.SizeOf<T>())
            Fault.Raise(FaultKind.IndexOutOfRange);
        return Unsafe.ReadUnaligned<T>(ref source.Reference);
    }

    /// <summary>The value at the start of the bytes, if they are enough. O(1).</summary>
    public static bool TryRead<T>(ReadOnlySpan<byte> source, out T value)
        where T : struct
    {
        if (source.Length < Unsafe.SizeOf<T>())
        {
            value = default;
            return false;
        }

        value = Unsafe.ReadUnaligned<T>(ref source.Reference);
        return true;
    }

    /// <summary>Puts the value at the start of the bytes, which need no alignment. A fault when they are too few. O(1).</summary>
    public static void Write<T>(Span<byte> destination, in T value)
        where T : struct
    {
        if (destination.Length < Unsafe.SizeOf<T>())
            Fault.Raise(FaultKind.IndexOutOfRange);
        Unsafe.WriteUnaligned(ref destination.Reference, value);
    }

    private static int CastLength<TFrom, TTo>(int length)
    {
        if (Unsafe.SizeOf<TFrom>() == Unsafe.SizeOf<TTo>())
            return length;
        ulong bytes = (ulong)(uint)length * (uint)Unsafe.SizeOf<TFrom>();
        return checked((int)(bytes / (uint)Unsafe.SizeOf<TTo>()));
    }
}
