using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.OnTarget;

/// <summary>
/// A program that breaks in the way that the first byte of its guest package says. Where it stays on its target it
/// restarts after the fault, and tells what the crash memory has of it.
/// </summary>
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
        if (bytes == 0)
            return 0;
        nf_crash_begin();
        CrashMemory* crash = nf_crash_memory();
        return crash->LastReason == 0 ? Break(*kind) : Report(crash);
    }

    /// <summary>Writes <c>kind</c>, <c>boots</c>, <c>cfsr</c> and <c>mmfar</c>, each number in hexadecimal on a line of its own.</summary>
    private static int Report(CrashMemory* crash)
    {
        Write("kind "u8);
        WriteHex(crash->Kind);
        Write("boots "u8);
        WriteHex(crash->Boots);
        Write("cfsr "u8);
        WriteHex(crash->FaultStatus);
        Write("mmfar "u8);
        WriteHex(crash->FaultAddress);
        return 0;
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
            case 'N':
                *(int*)(nint)(s_zero + 4) = 1;
                return 0;
            case 'w':
                // Behind the vectors, which have a guard of their own: nowhere but in flash.
                *(int*)(FlashAddress + s_zero) = 1;
                return 0;
            case 'x':
                return Execute();
            case 'm':
                return *(int*)(nint)(0x3000_0000 + s_zero);
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

    private static nint FlashAddress => (nint)(delegate*<byte, int>)&Break;

    /// <summary>Calls an instruction in RAM: BX LR of Thumb.</summary>
    private static int Execute()
    {
        uint code = 0x4770_4770;
        delegate* unmanaged<void> call = (delegate* unmanaged<void>)((byte*)&code + 1 + s_zero);
        call();
        return 0;
    }

    private static void Write(ReadOnlySpan<byte> text)
    {
        fixed (byte* bytes = text)
            nf_console_write(bytes, text.Length);
    }

    private static void WriteHex(uint value)
    {
        Span<byte> text = stackalloc byte[9];
        for (int i = 0; i < 8; i++)
            text[i] = "0123456789abcdef"u8[(int)(value >> (28 - (4 * i))) & 15];
        text[8] = (byte)'\n';
        Write(text);
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

    [DllImport("nf_board")]
    private static extern void nf_console_write(byte* bytes, int length);

    [DllImport("nf_board")]
    private static extern void nf_crash_begin();

    [DllImport("nf_board")]
    private static extern CrashMemory* nf_crash_memory();

    /// <summary>nf_crash_memory of nf_crash.h, as far as it is looked at.</summary>
    [StructLayout(LayoutKind.Explicit)]
    private struct CrashMemory
    {
        [FieldOffset(0)]
        public uint Boots;
        [FieldOffset(16)]
        public uint LastReason;
        [FieldOffset(56)]
        public uint Kind;
        [FieldOffset(60)]
        public uint FaultStatus;
        [FieldOffset(64)]
        public uint FaultAddress;
    }
}
