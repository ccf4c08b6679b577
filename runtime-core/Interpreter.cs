namespace Nf.Runtime;

/// <summary>What the interpreter, wasm3, asks of modules and of those who make room for them.</summary>
public static unsafe class Interpreter
{
    /// <summary>Bytes of <see cref="InstanceOptions.Memory"/> that are not linear memory.</summary>
    public static uint MemoryOverheadBytes => NativeEngine.MemoryOverhead();

    /// <summary>Native stack that compiling takes for each level of nested blocks, in bytes, at most.</summary>
    public static uint NestingBytes => NativeEngine.NestingBytes();

    /// <summary>Native stack that running takes for each level of nested loops in a function, in bytes, at most.</summary>
    public static uint LoopBytes => NativeEngine.LoopBytes();

    /// <summary>Memory that compiling a code section of that size takes, in bytes, as an estimate.</summary>
    /// <remarks>Compilers' output takes a word for a byte or a little less (measured: 0.9 on C and AssemblyScript).</remarks>
    public static ulong CodeBytes(uint codeSectionBytes) => (ulong)codeSectionBytes * (uint)sizeof(nint);

    /// <summary>What modules may hold that it takes as they are.</summary>
    /// <remarks>
    /// wasm3 runs tail calls, but takes native stack for each. A branch to a block with several results, or to a loop with parameters, may give
    /// wrong values; one to a block with a float result, with operands below it, writes past the end of the value stack. Behind an unconditional
    /// branch wasm3 refuses valid code.
    /// </remarks>
    public static ValidationRules Rules =>
        ValidationRules.NoTailCalls | ValidationRules.NoBulkSegments | ValidationRules.NoBulkInstructions
        | ValidationRules.NoBlockValues | ValidationRules.NoDeadCode | SourceRules;

    /// <summary>What a module may hold that can be lowered to what it takes.</summary>
    public static ValidationRules SourceRules => ValidationRules.NoReferenceTypes | ValidationRules.NoExtendedConstants;

    /// <summary><see cref="ValidationLimits.Values"/> that compiling takes, at most.</summary>
    public static int ValuesMax => (int)NativeEngine.ValuesMax();
}
