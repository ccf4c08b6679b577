using System;

namespace Nf.Runtime;

/// <summary>What a module may hold: flags that narrow <see cref="Source"/>.</summary>
[Flags]
public enum ValidationRules
{
    /// <summary>
    /// Everything that nf accepts before lowering: WebAssembly 1.0, mutable globals, sign extension, conversions that saturate,
    /// multi-value, bulk memory, tail calls, reference types, computed constants.
    /// </summary>
    Source = 0,

    /// <summary>No tail calls.</summary>
    NoTailCalls = 1,

    /// <summary>Segments of kind 0 only.</summary>
    NoBulkSegments = 2,

    /// <summary>No memory.init, data.drop, table.init, elem.drop, table.copy.</summary>
    NoBulkInstructions = 4,

    /// <summary>Blocks of plain types only: no parameters, and at most one result, an i32 or i64.</summary>
    NoBlockValues = 16,

    /// <summary>Nothing but ends and elses behind an unconditional branch, to the end of its block.</summary>
    NoDeadCode = 32,

    /// <summary>No references as values, and no table but one of functions.</summary>
    NoReferenceTypes = 64,

    /// <summary>Constant expressions of one constant only.</summary>
    NoExtendedConstants = 128,

    /// <summary>The module must have the metered form of docs/PACKAGE.md, charges included.</summary>
    RequireMetered = 8,
}
