using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.OnTarget;

/// <summary>A program that breaks in the way that the first byte of its guest package says.</summary>
internal static unsafe class Faults
{
    private static int s_zero;

    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments)
    {
        // Zero, but not for the compiler to see.
        s_zero = argumentCount >> 16;
        uint bytes;
        byte* kind = nf_guest(&bytes);
        return bytes == 0 ? 0 : Break(*kind);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Break(byte kind)
    {
        Span<int> numbers = stackalloc int[4];
        switch ((char)kind)
        {
            case 'i':
                return numbers[4 + s_zero];
            case 'l':
                return numbers.Slice(2, 3 + s_zero).Length;
            case 'd':
                return 7 / s_zero;
            case 'D':
                return (int)(7L / s_zero);
            case 'o':
                return checked(Opaque(int.MaxValue) + 1 + s_zero);
            case 'n':
                return *(int*)(nint)s_zero;
            case 's':
                return Recurse(1);
            case 'f':
                return RecurseFar(1);
            case 'v':
                int? nothing = s_zero == 0 ? null : 1;
                return nothing!.Value;
            default:
                return 3;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Recurse(int depth)
    {
        Span<int> numbers = stackalloc int[16];
        numbers[depth & 15] = depth;
        return Recurse(depth + 1) + numbers[(depth + 1) & 15];
    }

    /// <summary>Frames of nearly a page, of which hardly a word is touched: a guard must not be stepped over.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int RecurseFar(int depth)
    {
        Span<int> numbers = stackalloc int[900];
        numbers[depth & 511] = depth;
        return RecurseFar(depth + 1) + numbers[(depth + 1) & 511];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Opaque(int value) => value;

    [DllImport("nf_board")]
    private static extern byte* nf_guest(uint* bytes);
}
