using System;

namespace Nf.Runtime;

/// <summary>Features of WebAssembly that nf recognises and does not take, or that an engine does not take as they are.</summary>
public enum WasmFeature : byte
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>References as values: externref, funcref, table.get, table.set, table.grow, table.size, table.fill, typed select.</summary>
    ReferenceTypes,

    /// <summary>128-bit vectors.</summary>
    Simd,

    /// <summary>128-bit vectors whose results depend on the machine.</summary>
    RelaxedSimd,

    /// <summary>Shared memories and atomic operations.</summary>
    Threads,

    /// <summary>Exceptions and tags.</summary>
    Exceptions,

    /// <summary>Memories and tables with 64-bit addresses.</summary>
    Memory64,

    /// <summary>More than one memory.</summary>
    MultipleMemories,

    /// <summary>More than one table.</summary>
    MultipleTables,

    /// <summary>Structures and arrays that a collector owns.</summary>
    GarbageCollection,

    /// <summary>References with the type of their function.</summary>
    FunctionReferences,

    /// <summary>Stack switching.</summary>
    StackSwitching,

    /// <summary>Arithmetic on 128-bit integers.</summary>
    WideArithmetic,

    /// <summary>Arithmetic in constant expressions.</summary>
    ExtendedConstants,

    /// <summary>An imported table.</summary>
    ImportedTable,

    /// <summary>An imported memory.</summary>
    ImportedMemory,

    /// <summary>An imported global.</summary>
    ImportedGlobal,

    /// <summary>Tail calls; taken before lowering only.</summary>
    TailCalls,

    /// <summary>Passive segments, declared ones, and those with an explicit index or kind; taken before lowering only.</summary>
    BulkSegments,

    /// <summary>memory.init, data.drop, table.init, elem.drop, table.copy; taken before lowering only.</summary>
    BulkInstructions,

    /// <summary>Blocks with parameters, several results or a float result; taken before lowering only.</summary>
    BlockValues,

    /// <summary>Instructions behind an unconditional branch, up to the end of its block; taken before lowering only.</summary>
    DeadCode,
}

/// <summary>Names of <see cref="WasmFeature"/>.</summary>
public static class WasmFeatureText
{
    /// <summary>The feature's name in ASCII. O(1).</summary>
    /// <param name="feature">Any value.</param>
    public static ReadOnlySpan<byte> Of(WasmFeature feature) => feature switch
    {
        WasmFeature.ReferenceTypes => "reference types"u8,
        WasmFeature.Simd => "SIMD"u8,
        WasmFeature.RelaxedSimd => "relaxed SIMD"u8,
        WasmFeature.Threads => "threads"u8,
        WasmFeature.Exceptions => "exceptions"u8,
        WasmFeature.Memory64 => "memory64"u8,
        WasmFeature.MultipleMemories => "multiple memories"u8,
        WasmFeature.MultipleTables => "multiple tables"u8,
        WasmFeature.GarbageCollection => "garbage collection"u8,
        WasmFeature.FunctionReferences => "typed function references"u8,
        WasmFeature.StackSwitching => "stack switching"u8,
        WasmFeature.WideArithmetic => "wide arithmetic"u8,
        WasmFeature.ExtendedConstants => "extended constant expressions"u8,
        WasmFeature.ImportedMemory => "imported memory"u8,
        WasmFeature.ImportedTable => "imported table"u8,
        WasmFeature.ImportedGlobal => "imported global"u8,
        WasmFeature.TailCalls => "tail calls"u8,
        WasmFeature.BulkSegments => "passive segments and segment kinds"u8,
        WasmFeature.BulkInstructions => "bulk memory instructions"u8,
        WasmFeature.BlockValues => "blocks with parameters, several results or a float"u8,
        WasmFeature.DeadCode => "dead code"u8,
        _ => ""u8,
    };
}
