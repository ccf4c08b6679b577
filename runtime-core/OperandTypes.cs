using System;

namespace Nf.Runtime;

/// <summary>What each instruction that always has the same type pops and pushes.</summary>
/// <remarks>Source: WebAssembly core specification 3.3.2, 3.3.6.</remarks>
internal static class OperandTypes
{
    private const byte I32 = (byte)WasmType.I32;
    private const byte I64 = (byte)WasmType.I64;
    private const byte F32 = (byte)WasmType.F32;
    private const byte F64 = (byte)WasmType.F64;

    /// <summary>Bytes of a row: three operands, the first below the others, then the result; 0 for none.</summary>
    private const int RowBytes = 4;

    private const int First = (int)Opcode.I32Load;

    private static ReadOnlySpan<byte> Rows =>
    [
        I32, 0, 0, I32, // A
        I32, I32, 0, I32, // B
        I64, 0, 0, I32, // C
        I64, I64, 0, I32, // D
        F32, F32, 0, I32, // E
        F64, F64, 0, I32, // F
        I64, 0, 0, I64, // G
        I64, I64, 0, I64, // H
        F32, 0, 0, F32, // I
        F32, F32, 0, F32, // J
        F64, 0, 0, F64, // K
        F64, F64, 0, F64, // L
        F32, 0, 0, I32, // M
        F64, 0, 0, I32, // N
        I32, 0, 0, I64, // O
        F32, 0, 0, I64, // P
        F64, 0, 0, I64, // Q
        I32, 0, 0, F32, // R
        I64, 0, 0, F32, // S
        F64, 0, 0, F32, // T
        I32, 0, 0, F64, // U
        I64, 0, 0, F64, // V
        F32, 0, 0, F64, // W
        I32, I32, I32, 0, // X
        I32, I32, 0, 0, // Y
        I32, I64, 0, 0, // Z
        I32, F32, 0, 0, // [
        I32, F64, 0, 0, // \
        0, 0, 0, I32, // ]
        0, 0, 0, I64, // ^
        0, 0, 0, F32, // _
        0, 0, 0, F64, // `
        0, 0, 0, 0, // a
    ];

    // The row of each instruction from i32.load on.
    private static ReadOnlySpan<byte> Letters =>
        "AORUAAAAOOOOOOYZ[\\YYZZZ"u8 + // loads, stores
        "]A]^_`"u8 + // memory.size, memory.grow, constants
        "ABBBBBBBBBBCDDDDDDDDDD"u8 + // comparisons: i32, i64
        "EEEEEEFFFFFF"u8 + // comparisons: f32, f64
        "AAABBBBBBBBBBBBBBBGGGHHHHHHHHHHHHHHH"u8 + // i32, i64
        "IIIIIIIJJJJJJJKKKKKKKLLLLLLL"u8 + // f32, f64
        "CMMNNOOPPQQRRSSTUUVVWMQRVAAGGG"u8; // conversions

    // The same for those behind the prefix 0xFC.
    private static ReadOnlySpan<byte> PrefixedLetters => "MMNNPPQQXaXXXaX"u8;

    // The exponent of the natural alignment of each access from i32.load on.
    private static ReadOnlySpan<byte> Widths => "23230011001122232301012"u8;

    /// <summary>Three operands, then the result; 0 for none.</summary>
    /// <param name="opcode">i32.load or an instruction with a larger number.</param>
    public static ReadOnlySpan<byte> Of(Opcode opcode)
    {
        int number = (int)opcode;
        byte letter = number >= (int)Opcode.I32TruncSatF32S ? PrefixedLetters[number & 0xFF] : Letters[number - First];
        return Rows.Slice((letter - 'A') * RowBytes, RowBytes);
    }

    /// <summary>Whether a type's byte is that of references.</summary>
    public static bool IsReference(byte type) => type is (byte)WasmType.FuncRef or (byte)WasmType.ExternRef;

    /// <summary>The exponent of the largest alignment that a load or store may state.</summary>
    public static uint AlignMax(Opcode opcode) => (uint)(Widths[(int)opcode - First] - '0');
}
