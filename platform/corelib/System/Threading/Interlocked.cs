using System.Runtime;
using System.Runtime.CompilerServices;

namespace System.Threading;

/// <summary>Operations that no other thread or interrupt can split. Each is a full barrier. They are C functions of the start-up code.</summary>
public static unsafe class Interlocked
{
    /// <summary>What precedes is done before what follows.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_atomic_barrier")]
    public static extern void MemoryBarrier();

    /// <summary>Stores <paramref name="value"/> if <paramref name="location1"/> equals <paramref name="comparand"/>; returns what was there.</summary>
    public static int CompareExchange(ref int location1, int value, int comparand)
        => nf_atomic_cas32((int*)Unsafe.AsPointer(ref location1), value, comparand);

    /// <summary>Stores <paramref name="value"/>; returns what was there.</summary>
    public static int Exchange(ref int location1, int value)
        => nf_atomic_swap32((int*)Unsafe.AsPointer(ref location1), value);

    /// <summary>Adds; returns the sum.</summary>
    public static int Add(ref int location1, int value)
        => unchecked(nf_atomic_add32((int*)Unsafe.AsPointer(ref location1), value) + value);

    /// <summary>Adds 1; returns the sum.</summary>
    public static int Increment(ref int location) => Add(ref location, 1);

    /// <summary>Subtracts 1; returns the difference.</summary>
    public static int Decrement(ref int location) => Add(ref location, unchecked((int)(-1)));

    /// <summary>Keeps the bits that <paramref name="value"/> has; returns what was there.</summary>
    public static int And(ref int location1, int value)
        => nf_atomic_and32((int*)Unsafe.AsPointer(ref location1), value);

    /// <summary>Sets the bits that <paramref name="value"/> has; returns what was there.</summary>
    public static int Or(ref int location1, int value)
        => nf_atomic_or32((int*)Unsafe.AsPointer(ref location1), value);

    /// <summary>Stores <paramref name="value"/> if <paramref name="location1"/> equals <paramref name="comparand"/>; returns what was there.</summary>
    public static uint CompareExchange(ref uint location1, uint value, uint comparand)
        => unchecked((uint)nf_atomic_cas32((int*)Unsafe.AsPointer(ref location1), (int)value, (int)comparand));

    /// <summary>Stores <paramref name="value"/>; returns what was there.</summary>
    public static uint Exchange(ref uint location1, uint value)
        => unchecked((uint)nf_atomic_swap32((int*)Unsafe.AsPointer(ref location1), (int)value));

    /// <summary>Adds; returns the sum.</summary>
    public static uint Add(ref uint location1, uint value)
        => unchecked((uint)(nf_atomic_add32((int*)Unsafe.AsPointer(ref location1), (int)value) + (int)value));

    /// <summary>Adds 1; returns the sum.</summary>
    public static uint Increment(ref uint location) => Add(ref location, 1);

    /// <summary>Subtracts 1; returns the difference.</summary>
    public static uint Decrement(ref uint location) => Add(ref location, unchecked((uint)(-1)));

    /// <summary>Keeps the bits that <paramref name="value"/> has; returns what was there.</summary>
    public static uint And(ref uint location1, uint value)
        => unchecked((uint)nf_atomic_and32((int*)Unsafe.AsPointer(ref location1), (int)value));

    /// <summary>Sets the bits that <paramref name="value"/> has; returns what was there.</summary>
    public static uint Or(ref uint location1, uint value)
        => unchecked((uint)nf_atomic_or32((int*)Unsafe.AsPointer(ref location1), (int)value));

    /// <summary>Stores <paramref name="value"/> if <paramref name="location1"/> equals <paramref name="comparand"/>; returns what was there.</summary>
    public static long CompareExchange(ref long location1, long value, long comparand)
        => nf_atomic_cas64((long*)Unsafe.AsPointer(ref location1), value, comparand);

    /// <summary>Stores <paramref name="value"/>; returns what was there.</summary>
    public static long Exchange(ref long location1, long value)
        => nf_atomic_swap64((long*)Unsafe.AsPointer(ref location1), value);

    /// <summary>Adds; returns the sum.</summary>
    public static long Add(ref long location1, long value)
        => unchecked(nf_atomic_add64((long*)Unsafe.AsPointer(ref location1), value) + value);

    /// <summary>Adds 1; returns the sum.</summary>
    public static long Increment(ref long location) => Add(ref location, 1);

    /// <summary>Subtracts 1; returns the difference.</summary>
    public static long Decrement(ref long location) => Add(ref location, unchecked((long)(-1)));

    /// <summary>Keeps the bits that <paramref name="value"/> has; returns what was there.</summary>
    public static long And(ref long location1, long value)
        => nf_atomic_and64((long*)Unsafe.AsPointer(ref location1), value);

    /// <summary>Sets the bits that <paramref name="value"/> has; returns what was there.</summary>
    public static long Or(ref long location1, long value)
        => nf_atomic_or64((long*)Unsafe.AsPointer(ref location1), value);

    /// <summary>Stores <paramref name="value"/> if <paramref name="location1"/> equals <paramref name="comparand"/>; returns what was there.</summary>
    public static ulong CompareExchange(ref ulong location1, ulong value, ulong comparand)
        => unchecked((ulong)nf_atomic_cas64((long*)Unsafe.AsPointer(ref location1), (long)value, (long)comparand));

    /// <summary>Stores <paramref name="value"/>; returns what was there.</summary>
    public static ulong Exchange(ref ulong location1, ulong value)
        => unchecked((ulong)nf_atomic_swap64((long*)Unsafe.AsPointer(ref location1), (long)value));

    /// <summary>Adds; returns the sum.</summary>
    public static ulong Add(ref ulong location1, ulong value)
        => unchecked((ulong)(nf_atomic_add64((long*)Unsafe.AsPointer(ref location1), (long)value) + (long)value));

    /// <summary>Adds 1; returns the sum.</summary>
    public static ulong Increment(ref ulong location) => Add(ref location, 1);

    /// <summary>Subtracts 1; returns the difference.</summary>
    public static ulong Decrement(ref ulong location) => Add(ref location, unchecked((ulong)(-1)));

    /// <summary>Keeps the bits that <paramref name="value"/> has; returns what was there.</summary>
    public static ulong And(ref ulong location1, ulong value)
        => unchecked((ulong)nf_atomic_and64((long*)Unsafe.AsPointer(ref location1), (long)value));

    /// <summary>Sets the bits that <paramref name="value"/> has; returns what was there.</summary>
    public static ulong Or(ref ulong location1, ulong value)
        => unchecked((ulong)nf_atomic_or64((long*)Unsafe.AsPointer(ref location1), (long)value));

    /// <summary>Reads all 64 bits at once.</summary>
    public static long Read(ref readonly long location) => CompareExchange(ref Unsafe.AsRef(in location), 0, 0);

    /// <summary>Stores <paramref name="value"/> if <paramref name="location1"/> equals <paramref name="comparand"/>; returns what was there.</summary>
    public static nint CompareExchange(ref nint location1, nint value, nint comparand)
        => sizeof(nint) == 8
            ? (nint)CompareExchange(ref Unsafe.As<nint, long>(ref location1), value, comparand)
            : CompareExchange(ref Unsafe.As<nint, int>(ref location1), (int)value, (int)comparand);

    /// <summary>Stores <paramref name="value"/>; returns what was there.</summary>
    public static nint Exchange(ref nint location1, nint value)
        => sizeof(nint) == 8
            ? (nint)Exchange(ref Unsafe.As<nint, long>(ref location1), value)
            : Exchange(ref Unsafe.As<nint, int>(ref location1), (int)value);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_atomic_cas32")]
    private static extern int nf_atomic_cas32(int* location, int value, int comparand);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_atomic_swap32")]
    private static extern int nf_atomic_swap32(int* location, int value);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_atomic_add32")]
    private static extern int nf_atomic_add32(int* location, int value);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_atomic_and32")]
    private static extern int nf_atomic_and32(int* location, int value);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_atomic_or32")]
    private static extern int nf_atomic_or32(int* location, int value);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_atomic_cas64")]
    private static extern long nf_atomic_cas64(long* location, long value, long comparand);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_atomic_swap64")]
    private static extern long nf_atomic_swap64(long* location, long value);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_atomic_add64")]
    private static extern long nf_atomic_add64(long* location, long value);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_atomic_and64")]
    private static extern long nf_atomic_and64(long* location, long value);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_atomic_or64")]
    private static extern long nf_atomic_or64(long* location, long value);
}
