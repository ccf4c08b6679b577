using System.Collections.Generic;
using System.Linq;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>The instructions that always have the same type, in groups.</summary>
internal static class Operations
{
    private static readonly Opcode[] s_all =
    [
        .. Enumerable.Range((int)Opcode.I32Load, Opcode.I64Store32 - Opcode.I32Load + 1).Select(code => (Opcode)code),
        .. Enumerable.Range((int)Opcode.I32Eqz, Opcode.I64Extend32S - Opcode.I32Eqz + 1).Select(code => (Opcode)code),
        .. Enumerable.Range((int)Opcode.I32TruncSatF32S, 8).Select(code => (Opcode)code),
    ];

    private static readonly Dictionary<uint, Opcode[]> s_byType =
        s_all.GroupBy(Key).ToDictionary(group => group.Key, group => group.ToArray());

    private static readonly Dictionary<WasmType, Opcode[]> s_computing = new[] { WasmType.I32, WasmType.I64, WasmType.F32, WasmType.F64 }
        .ToDictionary(type => type, type => s_all.Where(code => !IsAccess(code) && OperandTypes.Of(code)[3] == (byte)type).ToArray());

    private static readonly Dictionary<WasmType, Opcode[]> s_loads = new[] { WasmType.I32, WasmType.I64, WasmType.F32, WasmType.F64 }
        .ToDictionary(type => type, type => s_all.Where(code => IsAccess(code) && OperandTypes.Of(code)[3] == (byte)type).ToArray());

    /// <summary>Stores of all types.</summary>
    public static IReadOnlyList<Opcode> Stores { get; } = [.. s_all.Where(code => IsAccess(code) && OperandTypes.Of(code)[3] == 0)];

    /// <summary>What computes a value of a type from one or two others.</summary>
    public static Opcode[] Computing(WasmType type) => s_computing[type];

    /// <summary>What loads a value of a type.</summary>
    public static Opcode[] Loading(WasmType type) => s_loads[type];

    /// <summary>Whether it is a load or a store.</summary>
    public static bool IsAccess(Opcode code) => code is >= Opcode.I32Load and <= Opcode.I64Store32;

    /// <summary>Whether it is in one of the groups.</summary>
    public static bool Has(Opcode code) =>
        IsAccess(code) || code is (>= Opcode.I32Eqz and <= Opcode.I64Extend32S)
            or (>= Opcode.I32TruncSatF32S and <= Opcode.I64TruncSatF64U);

    /// <summary>Instructions of the same type as one, itself included; loads and stores with loads and stores only.</summary>
    public static Opcode[] Like(Opcode code) => s_byType[Key(code)];

    /// <summary>
    /// Whether its result may be a NaN whose bits the specification leaves open (core specification 4.3.3): all that computes a float
    /// but neg, abs, copysign, conversions of integers and reinterpretations.
    /// </summary>
    public static bool MayMakeNan(Opcode code) => code is
        (>= Opcode.F32Ceil and <= Opcode.F32Max) or (>= Opcode.F64Ceil and <= Opcode.F64Max) or Opcode.F32DemoteF64 or Opcode.F64PromoteF32;

    private static uint Key(Opcode code)
    {
        System.ReadOnlySpan<byte> types = OperandTypes.Of(code);
        return (uint)(types[0] | types[1] << 8 | types[3] << 16 | (IsAccess(code) ? 1 : 0) << 24);
    }
}
