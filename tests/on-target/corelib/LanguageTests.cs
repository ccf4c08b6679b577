using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.OnTarget;

/// <summary>What the shared core uses of C#: each construct once, so that a compiler that breaks one is seen here first.</summary>
public static unsafe class LanguageTests
{
    private interface IOperation
    {
        static abstract int Apply(int value);
    }

    /// <summary>Runs the group.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        report.Record("language.static-abstract"u8, Apply<Twice>(21) == 42 && Apply<Negate>(5) == -5);
        report.Record("language.function-pointer"u8, FunctionPointers());
        report.Record("language.inline-array"u8, InlineArrays());
        report.Record("language.ref-field"u8, RefFields());
        report.Record("language.using"u8, Using());
        report.Record("language.generic-statics"u8, GenericStatics());
        report.Record("language.struct-interface"u8, StructInterface());
        report.Record("language.switch-names"u8, SwitchNames());
        report.Record("language.nullable"u8, Nullables());
        report.Record("language.tuple"u8, Tuples());
        report.Record("language.enum"u8, Enums());
        report.Record("language.large-frame"u8, LargeFrame(3) == 3 * 4096);
        report.Record("language.long-loop"u8, LongLoop() == 704_982_704);
        report.Record("language.fixed-layout"u8, FixedLayout());
        report.Record("language.pattern"u8, Classify(0) == 0 && Classify(-4) == 1 && Classify(70) == 2 && Classify(1000) == 3);
    }

    private static int Apply<T>(int value)
        where T : IOperation
        => T.Apply(value);

    private static bool FunctionPointers()
    {
        delegate*<int, int> managed = &Twice.Apply;
        delegate* unmanaged<int, long, int> unmanaged = &Subtract;
        delegate*<int, int>* table = stackalloc delegate*<int, int>[2];
        table[0] = &Twice.Apply;
        table[1] = &Negate.Apply;
        return managed(4) == 8 && unmanaged(10, 3) == 7 && table[0](5) == 10 && table[1](5) == -5;
    }

    [UnmanagedCallersOnly]
    private static int Subtract(int a, long b) => a - (int)b;

    private static bool InlineArrays()
    {
        Six numbers = default;
        for (int i = 0; i < 6; i++)
            numbers[i] = i * 3;
        Span<int> span = numbers;
        span[5]++;
        ReadOnlySpan<int> middle = ((ReadOnlySpan<int>)numbers)[2..4];
        return numbers[5] == 16 && middle.Length == 2 && middle[1] == 9 && sizeof(Six) == 24;
    }

    private static bool RefFields()
    {
        int target = 1;
        Cursor cursor = new(ref target);
        cursor.Add(41);
        return target == 42;
    }

    private static bool Using()
    {
        int count = 0;
        for (int i = 0; i < 3; i++)
        {
            using Counter counter = new(ref count);
            if (i == 1)
                continue;
            count += 10;
        }

        return count == 23;
    }

    private static bool GenericStatics()
    {
        Home<Twice>.Value = 5;
        Home<Negate>.Value = 6;
        ref int place = ref Home<Twice>.Value;
        place++;
        Home<Pair>.Value = 100;
        Home<Twice>.Block[2] = 4;
        return Home<Twice>.Value == 6 && Home<Negate>.Value == 6 && Home<Pair>.Value == 100 && Home<int>.Value == 0
            && Home<Twice>.Block[2] == 4 && Home<Negate>.Block[2] == 0;
    }

    private static bool StructInterface()
    {
        Pair pair = new() { A = 3, B = 4 };
        return SumOf(in pair) == 7 && AreEqual(pair, new Pair { A = 3, B = 4 }) && !AreEqual(5, 6) && AreEqual(7L, 7L);
    }

    private static int SumOf<T>(in T value)
        where T : struct, ISum
        => value.Sum();

    private static bool AreEqual<T>(T a, T b)
        where T : struct, IEquatable<T>
        => a.Equals(b);

    private static bool SwitchNames() =>
        StatusName.Of(Status.Ok).SequenceEqual("Ok"u8) && StatusName.Of(Status.DigestMismatch).SequenceEqual("DigestMismatch"u8)
        && StatusName.Of((Status)99).SequenceEqual("Unknown"u8) && StatusName.Of(Status.TrapOutOfFuel).SequenceEqual("TrapOutOfFuel"u8);

    private static bool Nullables()
    {
        int? nothing = null;
        int? something = 5;
        return !nothing.HasValue && something.HasValue && something.Value == 5 && (nothing ?? 9) == 9 && something + 1 == 6;
    }

    private static bool Tuples()
    {
        int a = 1, b = 2;
        (a, b) = (b, a);
        (int quotient, int remainder) = Math.DivRem(17, 5);
        return a == 2 && b == 1 && quotient == 3 && remainder == 2;
    }

    private static bool Enums()
    {
        AttributeTargets targets = AttributeTargets.Class | AttributeTargets.Struct;
        return (targets & AttributeTargets.Struct) != 0 && (targets & AttributeTargets.Enum) == 0 && (int)targets == 12;
    }

    /// <summary>More than a page of locals: the compiler has to touch them in order, or use a helper for it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LargeFrame(int value)
    {
        Big big = default;
        Span<byte> bytes = MemoryMarshal.CreateSpan(ref Unsafe.As<Big, byte>(ref big), sizeof(Big));
        bytes.Fill((byte)value);
        int sum = 0;
        for (int i = 0; i < bytes.Length; i++)
            sum += bytes[i];
        return sum;
    }

    private static int LongLoop()
    {
        int sum = 0;
        for (int i = 0; i < 100_000; i++)
            sum = unchecked(sum + i);
        return sum;
    }

    private static bool FixedLayout()
    {
        Overlay overlay = default;
        overlay.Whole = 0x1122_3344;
        return overlay.Low == 0x3344 && overlay.High == 0x1122 && sizeof(Overlay) == 4 && sizeof(Packed) == 9;
    }

    private static int Classify(int value) => value switch
    {
        0 => 0,
        < 0 => 1,
        > 10 and < 100 => 2,
        _ => 3,
    };

    private struct Twice : IOperation
    {
        public static int Apply(int value) => value * 2;
    }

    private struct Negate : IOperation
    {
        public static int Apply(int value) => -value;
    }

    private interface ISum
    {
        int Sum();
    }

    private struct Pair : ISum, IEquatable<Pair>
    {
        public int A;
        public int B;

        public readonly int Sum() => A + B;

        public readonly bool Equals(Pair other) => A == other.A && B == other.B;

        public override readonly bool Equals([NotNullWhen(true)] object? obj) => false;

        public override readonly int GetHashCode() => A;
    }

    private ref struct Cursor
    {
        private ref int _target;

        public Cursor(ref int target)
        {
            _target = ref target;
        }

        public readonly void Add(int amount) => _target += amount;
    }

    private ref struct Counter : IDisposable
    {
        private ref int _count;

        public Counter(ref int count)
        {
            _count = ref count;
        }

        public readonly void Dispose() => _count++;
    }

    private static class Home<T>
        where T : unmanaged
    {
        public static int Value;
        public static Six Block;
    }

    [InlineArray(6)]
    private struct Six
    {
        private int _element;
    }

    [InlineArray(4096)]
    private struct Big
    {
        private byte _element;
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct Overlay
    {
        [FieldOffset(0)]
        public uint Whole;

        [FieldOffset(0)]
        public ushort Low;

        [FieldOffset(2)]
        public ushort High;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Packed
    {
        public byte A;
        public ulong B;
    }
}
