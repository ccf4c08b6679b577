using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.OnTarget;

/// <summary>Spans and what reads and writes through them.</summary>
public static class SpanTests
{
    /// <summary>Runs the group.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        report.Record("span.index"u8, Index());
        report.Record("span.slice"u8, Slice());
        report.Record("span.range"u8, Ranges());
        report.Record("span.copy"u8, Copy());
        report.Record("span.copy.overlap"u8, CopyOverlapping());
        report.Record("span.fill"u8, Fill());
        report.Record("span.equal"u8, Equal());
        report.Record("span.of-structs"u8, OfStructs());
        report.Record("span.cast"u8, Cast());
        report.Record("span.constants"u8, Constants());
        report.Record("span.foreach"u8, ForEach());
        report.Record("span.unaligned"u8, Unaligned());
        report.Record("span.large-clear"u8, LargeClear());
    }

    private static bool Index()
    {
        Span<int> numbers = stackalloc int[100];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = i * i;
        int sum = 0;
        for (int i = numbers.Length - 1; i >= 0; i--)
            sum += numbers[i];
        return sum == 328_350 && numbers[^1] == 9801 && Span<int>.Empty.IsEmpty && !numbers.IsEmpty;
    }

    private static bool Slice()
    {
        ReadOnlySpan<byte> text = "abcdef"u8;
        return text.Slice(2).Length == 4 && text.Slice(2)[0] == 'c' && text.Slice(1, 3)[2] == 'd' && text.Slice(6).IsEmpty && text.Slice(3, 0).IsEmpty;
    }

    private static bool Ranges()
    {
        ReadOnlySpan<byte> text = "abcdef"u8;
        return text[1..3].SequenceEqual("bc"u8) && text[..^2].SequenceEqual("abcd"u8) && text[^1] == 'f';
    }

    private static bool Copy()
    {
        Span<byte> to = stackalloc byte[8];
        "hello"u8.CopyTo(to.Slice(1));
        Span<byte> tooShort = stackalloc byte[4];
        return to[0] == 0 && to[1] == 'h' && to[5] == 'o' && to[6] == 0 && !"hello"u8.TryCopyTo(tooShort) && tooShort[0] == 0;
    }

    private static bool CopyOverlapping()
    {
        Span<byte> bytes = stackalloc byte[6];
        "abcdef"u8.CopyTo(bytes);
        bytes.Slice(0, 4).CopyTo(bytes.Slice(2));
        if (!bytes.SequenceEqual("ababcd"u8))
            return false;
        bytes.Slice(2).CopyTo(bytes);
        return bytes.SequenceEqual("abcdcd"u8);
    }

    private static bool Fill()
    {
        Span<byte> bytes = stackalloc byte[10];
        bytes.Fill(0xA5);
        bytes.Slice(2, 3).Clear();
        Span<uint> words = stackalloc uint[5];
        words.Slice(1).Fill(0xDEAD_BEEF);
        return bytes[1] == 0xA5 && bytes[2] == 0 && bytes[4] == 0 && bytes[5] == 0xA5 && words[0] == 0 && words[4] == 0xDEAD_BEEF;
    }

    private static bool Equal() =>
        "same"u8.SequenceEqual("same"u8) && !"same"u8.SequenceEqual("sane"u8) && !"same"u8.SequenceEqual("sam"u8)
        && "same"u8.StartsWith("sa"u8) && !"sa"u8.StartsWith("same"u8) && "same"u8.IndexOf((byte)'m') == 2 && "same"u8.IndexOf((byte)'x') == -1;

    private static bool OfStructs()
    {
        Span<Pair> pairs = stackalloc Pair[4];
        for (int i = 0; i < pairs.Length; i++)
            pairs[i] = new Pair { Key = (byte)i, Value = (ulong)i << 33 };
        pairs[0] = pairs[3];
        ref Pair second = ref pairs[1];
        second.Value++;
        return pairs[0].Key == 3 && pairs[0].Value == 3UL << 33 && pairs[1].Value == (1UL << 33) + 1;
    }

    private static bool Cast()
    {
        Span<byte> bytes = stackalloc byte[10];
        Span<ushort> halves = MemoryMarshal.Cast<byte, ushort>(bytes.Slice(0, 9));
        halves[3] = 0x1234;
        Span<uint> words = stackalloc uint[2];
        MemoryMarshal.AsBytes(words)[5] = 1;
        return halves.Length == 4 && bytes[6] == 0x34 && bytes[7] == 0x12 && words[1] == 0x100;
    }

    private static bool Constants()
    {
        ReadOnlySpan<uint> table = [0x1000_0001, 2, 3, 0xFFFF_FFFF];
        uint sum = 0;
        for (int i = 0; i < table.Length; i++)
            sum = unchecked(sum + table[i]);
        return sum == 0x1000_0005;
    }

    private static bool ForEach()
    {
        int sum = 0;
        foreach (byte b in "abc"u8)
            sum += b;
        Span<int> numbers = stackalloc int[3];
        foreach (ref int number in numbers)
            number = 7;
        return sum == 294 && numbers[2] == 7;
    }

    private static bool Unaligned()
    {
        Span<byte> bytes = stackalloc byte[16];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)i;
        for (int i = 0; i < 8; i++)
        {
            if (MemoryMarshal.Read<ulong>(bytes.Slice(i)) != unchecked(0x0706_0504_0302_0100 + ((ulong)i * 0x0101_0101_0101_0101))
                || Unsafe.ReadUnaligned<uint>(ref bytes[i]) != unchecked(0x0302_0100 + ((uint)i * 0x0101_0101)))
                return false;
        }

        ulong value = 0x1122_3344_5566_7788;
        MemoryMarshal.Write(bytes.Slice(3), in value);
        return bytes[3] == 0x88 && bytes[10] == 0x11 && bytes[11] == 11;
    }

    private static bool LargeClear()
    {
        Block block = default;
        Span<byte> bytes = MemoryMarshal.CreateSpan(ref Unsafe.As<Block, byte>(ref block), Unsafe.SizeOf<Block>());
        bytes.Fill(0xFF);
        Block copy = block;
        block = default;
        return bytes[0] == 0 && bytes[199] == 0 && copy[0] == -1 && copy[49] == -1;
    }

    private struct Pair
    {
        public byte Key;
        public ulong Value;
    }

    [InlineArray(50)]
    private struct Block
    {
        private int _element;
    }
}
