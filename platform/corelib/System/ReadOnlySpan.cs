using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>A run of elements in memory that are only read. Every access is checked; a bad one is a fault.</summary>
public readonly ref struct ReadOnlySpan<T>
{
    // The compiler expands the indexer by itself and takes the first field for the reference, the second for the length.
    private readonly ref T _reference;
    private readonly int _length;

    /// <summary>Nothing: an array cannot exist here. The C# compiler asks for the constructor.</summary>
    public ReadOnlySpan(T[]? array)
    {
        this = default;
    }

    /// <summary>Nothing: an array cannot exist here. The C# compiler asks for the constructor.</summary>
    public ReadOnlySpan(T[]? array, int start, int length)
    {
        this = default;
    }

    /// <summary>One element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan(ref readonly T reference)
    {
        _reference = ref Unsafe.AsRef(in reference);
        _length = 1;
    }

    /// <summary><paramref name="length"/> (0 or more, else a fault) elements at an address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe ReadOnlySpan(void* pointer, int length)
    {
        if (length < 0)
            Fault.Raise(FaultKind.IndexOutOfRange);
        _reference = ref Unsafe.AsRef<T>(pointer);
        _length = length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ReadOnlySpan(ref T reference, int length)
    {
        _reference = ref reference;
        _length = length;
    }

    /// <summary>No elements.</summary>
    public static ReadOnlySpan<T> Empty => default;

    /// <summary>The number of elements. O(1).</summary>
    public int Length
    {
        [Intrinsic]
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _length;
    }

    /// <summary>Whether there are no elements. O(1).</summary>
    public bool IsEmpty => _length == 0;

    internal ref T Reference => ref _reference;

    /// <summary>The element at <paramref name="index"/>; a fault when it is outside. O(1).</summary>
    public ref readonly T this[int index]
    {
        [Intrinsic]
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)_length)
                Fault.Raise(FaultKind.IndexOutOfRange);
            return ref Unsafe.Add(ref _reference, index);
        }
    }

    /// <summary>The elements from <paramref name="start"/> on; a fault when it is outside. O(1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<T> Slice(int start)
    {
        if ((uint)start > (uint)_length)
            Fault.Raise(FaultKind.IndexOutOfRange);
        return new ReadOnlySpan<T>(ref Unsafe.Add(ref _reference, start), _length - start);
    }

    /// <summary><paramref name="length"/> elements from <paramref name="start"/> on; a fault when they are not all inside. O(1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<T> Slice(int start, int length)
    {
        if ((uint)start > (uint)_length || (uint)length > (uint)(_length - start))
            Fault.Raise(FaultKind.IndexOutOfRange);
        return new ReadOnlySpan<T>(ref Unsafe.Add(ref _reference, start), length);
    }

    /// <summary>Copies all elements; the memories may overlap. A fault when the destination is shorter. O(n).</summary>
    public void CopyTo(Span<T> destination)
    {
        if (!TryCopyTo(destination))
            Fault.Raise(FaultKind.DestinationTooShort);
    }

    /// <summary>Copies all elements if the destination is long enough; the memories may overlap. O(n).</summary>
    public bool TryCopyTo(Span<T> destination)
    {
        if ((uint)_length > (uint)destination.Length)
            return false;
        Buffer.Memmove(
            ref Unsafe.As<T, byte>(ref destination.Reference),
            ref Unsafe.As<T, byte>(ref _reference),
            (nuint)(uint)_length * (nuint)Unsafe.SizeOf<T>());
        return true;
    }

    /// <summary>A reference to the first element, or to nothing; for <c>fixed</c>. O(1).</summary>
    public ref readonly T GetPinnableReference() => ref _length != 0 ? ref _reference : ref Unsafe.NullRef<T>();

    /// <summary>For <c>foreach</c>.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Whether both are the same memory: same start, same length. O(1).</summary>
    public static bool operator ==(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
        => left._length == right._length && Unsafe.AreSame(ref left._reference, ref right._reference);

    /// <summary>Whether they are different memories. O(1).</summary>
    public static bool operator !=(ReadOnlySpan<T> left, ReadOnlySpan<T> right) => !(left == right);

    /// <summary>Never equal to an object: a span cannot be one.</summary>
    [Obsolete("Compare with == or SequenceEqual.", error: true)]
    public override bool Equals(object? obj) => false;

    /// <summary>The length: spans that are equal share it.</summary>
    [Obsolete("A span is no key.", error: true)]
    public override int GetHashCode() => _length;

    /// <summary>Walks the elements in order.</summary>
    public ref struct Enumerator
    {
        private readonly ReadOnlySpan<T> _span;
        private int _index;

        internal Enumerator(ReadOnlySpan<T> span)
        {
            _span = span;
            _index = -1;
        }

        /// <summary>The element reached.</summary>
        public ref readonly T Current => ref _span[_index];

        /// <summary>Goes to the next element, if there is one.</summary>
        public bool MoveNext() => ++_index < _span.Length;
    }
}
