using System;
using System.Runtime.InteropServices;

namespace Nf.Runtime.Tests;

/// <summary>Opens and validates bytes, with limits that only a test of limits reaches.</summary>
internal static unsafe class Validation
{
    /// <summary>More than any module here needs.</summary>
    public static ValidationLimits Wide => new() { Values = 1 << 17, Nesting = 1 << 12 };

    /// <summary>What wasm3 takes as it is.</summary>
    public static ValidationRules Engine => Interpreter.Rules;

    /// <summary>Opens and validates.</summary>
    public static Status Run(byte[] wasm, ValidationRules rules, out CodeShape shape, out LoadError error) =>
        Run(wasm, rules, Wide, out shape, out error);

    /// <summary>Opens and validates.</summary>
    public static Status Run(
        byte[] wasm, ValidationRules rules, ValidationLimits limits, out CodeShape shape, out LoadError error)
    {
        shape = default;
        fixed (byte* bytes = wasm)
        {
            Status status = WasmModule.Open(bytes, wasm.Length, out WasmModule module, out error);
            return status == Status.Ok ? Run(in module, rules, limits, out shape, out error) : status;
        }
    }

    /// <summary>Validates an opened module.</summary>
    public static Status Run(in WasmModule module, ValidationRules rules, ValidationLimits limits, out CodeShape shape, out LoadError error)
    {
        int bytes = (int)Validator.ScratchBytes(in module, in limits);
        ulong[] scratch = new ulong[bytes / sizeof(ulong) + 1];
        Array.Fill(scratch, 0xA5A5_A5A5_A5A5_A5A5);
        return Validator.Run(in module, rules, in limits, MemoryMarshal.AsBytes(scratch.AsSpan())[..bytes], out shape, out error);
    }
}
