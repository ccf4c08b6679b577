using System;

namespace Nf.Runtime;

/// <summary>What exactly was wrong with a module; says more than its <see cref="Status"/>.</summary>
public enum LoadDetail
{
    /// <summary>Nothing more to say.</summary>
    None,

    /// <summary>The first eight bytes are not the magic number and version 1.</summary>
    Header,

    /// <summary>A number is not a valid LEB128 of its type.</summary>
    Leb128,

    /// <summary>A section comes twice or out of order.</summary>
    SectionOrder,

    /// <summary>A section's content is longer or shorter than its size says.</summary>
    SectionSize,

    /// <summary>A section has an id that is not defined.</summary>
    SectionUnknown,

    /// <summary>A name is not UTF-8.</summary>
    NameEncoding,

    /// <summary>A type is not one that nf takes.</summary>
    Type,

    /// <summary>An index points past the end of its index space.</summary>
    Index,

    /// <summary>Limits have a minimum above their maximum or above what is possible.</summary>
    Limits,

    /// <summary>An initialiser is not a constant expression.</summary>
    ConstantExpression,

    /// <summary>Function and code section differ in length.</summary>
    FunctionCount,

    /// <summary>Two exports have the same name.</summary>
    DuplicateExport,

    /// <summary>More than one memory or table.</summary>
    Multiple,

    /// <summary>A memory, table or global is imported; nf offers functions only.</summary>
    ImportKind,

    /// <summary>The import's module and name are not offered by the host.</summary>
    ImportName,

    /// <summary>The import's type is not the one of the host function.</summary>
    ImportType,

    /// <summary>The linear memory's minimum exceeds what the instance was given.</summary>
    MemorySize,

    /// <summary>The engine's own word stands in its message.</summary>
    Engine,

    /// <summary>A function body's instructions do not end where its size says.</summary>
    BodySize,

    /// <summary>An instruction that nf does not take.</summary>
    Opcode,

    /// <summary>Blocks nest deeper than the native stack allows.</summary>
    Nesting,

    /// <summary>A data or element segment leaves its memory or table.</summary>
    Segment,

    /// <summary>More entries than nf takes.</summary>
    Count,

    /// <summary>An export of a kind that is not defined.</summary>
    ExportKind,

    /// <summary>The arena given to the instance is too small.</summary>
    Arena,

    /// <summary>The table's minimum exceeds the limit.</summary>
    TableSize,

    /// <summary>More functions than the limit.</summary>
    FunctionLimit,

    /// <summary>More globals than the limit.</summary>
    GlobalLimit,

    /// <summary>The compiled code, as estimated, exceeds the limit.</summary>
    CodeSize,

    /// <summary>The value stack that the limits leave is smaller than the least that an engine takes.</summary>
    StackSize,

    /// <summary>The manifest breaks a rule of docs/PACKAGE.md.</summary>
    Manifest,

    /// <summary>The module is no package: it has no manifest.</summary>
    NoManifest,

    /// <summary>A feature that nf does not take: see <see cref="LoadError.Feature"/>.</summary>
    Feature,

    /// <summary>The index of a memory is not the one byte 0.</summary>
    MemoryIndex,

    /// <summary>A segment has a kind that is not defined.</summary>
    SegmentKind,

    /// <summary>An operand has another type; both are stated as <see cref="WasmType"/>.</summary>
    TypeMismatch,

    /// <summary>A block ends with more operands than it has results; both are stated.</summary>
    OperandCount,

    /// <summary>The labels of a br_table take different numbers of operands; both are stated.</summary>
    Label,

    /// <summary>An else without its if, or an if without else whose parameters are not its results.</summary>
    Else,

    /// <summary>A tail call's function has other results than the function that holds it.</summary>
    TailCall,

    /// <summary>A global that is set is not mutable.</summary>
    Immutable,

    /// <summary>A memory access states a larger alignment than its size; both are stated as exponents.</summary>
    Alignment,

    /// <summary>memory.init and data.drop need the data count section.</summary>
    DataCount,

    /// <summary>A function has more parameters and locals than the limit; both are stated.</summary>
    Locals,

    /// <summary>A function has more locals and operands at once than the limit, which is stated.</summary>
    Values,

    /// <summary>The module does not have the form of a package (docs/PACKAGE.md); for a charge both costs are stated.</summary>
    Metering,

    /// <summary>ref.func names a function that stands nowhere outside of bodies: in no export, segment or global.</summary>
    Undeclared,

    /// <summary>A select with types states another number of them than one; both are stated.</summary>
    SelectTypes,

    /// <summary>The module is not the outline of what was compiled ahead of time.</summary>
    Outline,

    /// <summary>The manifest has no capability of the class that the import needs.</summary>
    Capability,
}

/// <summary>Words for <see cref="LoadDetail"/>.</summary>
public static class LoadDetailText
{
    /// <summary>A short phrase in ASCII, without a full stop. O(1).</summary>
    /// <param name="detail">Any value.</param>
    public static ReadOnlySpan<byte> Of(LoadDetail detail) => detail switch
    {
        LoadDetail.Header => "expected the magic number 00 61 73 6d and version 1"u8,
        LoadDetail.Leb128 => "expected a LEB128 number"u8,
        LoadDetail.SectionOrder => "a section comes twice or out of order"u8,
        LoadDetail.SectionSize => "the section's content does not have the size it states"u8,
        LoadDetail.SectionUnknown => "unknown section id"u8,
        LoadDetail.NameEncoding => "a name is not UTF-8"u8,
        LoadDetail.Type => "expected a number type (i32, i64, f32, f64)"u8,
        LoadDetail.Index => "an index points past the end of its index space"u8,
        LoadDetail.Limits => "limits are out of range"u8,
        LoadDetail.ConstantExpression => "expected a constant expression"u8,
        LoadDetail.FunctionCount => "function and code section differ in length"u8,
        LoadDetail.DuplicateExport => "two exports have the same name"u8,
        LoadDetail.Multiple => "only one memory and one table are supported"u8,
        LoadDetail.ImportKind => "only functions can be imported"u8,
        LoadDetail.ImportName => "the host does not offer this import"u8,
        LoadDetail.ImportType => "the import has another type than the host function"u8,
        LoadDetail.MemorySize => "the linear memory does not fit what the instance was given"u8,
        LoadDetail.Engine => "the engine refused the module"u8,
        LoadDetail.BodySize => "a function body's instructions do not end where its size says"u8,
        LoadDetail.Opcode => "an instruction that is not supported"u8,
        LoadDetail.Nesting => "blocks nest deeper than the instance's native stack allows"u8,
        LoadDetail.Segment => "a data or element segment leaves its memory or table"u8,
        LoadDetail.Count => "more entries than are supported"u8,
        LoadDetail.ExportKind => "an export is a function, table, memory or global"u8,
        LoadDetail.Arena => "the instance's arena is too small"u8,
        LoadDetail.TableSize => "the table is larger than the limit"u8,
        LoadDetail.FunctionLimit => "more functions than the limit"u8,
        LoadDetail.GlobalLimit => "more globals than the limit"u8,
        LoadDetail.CodeSize => "the compiled code would exceed the limit"u8,
        LoadDetail.StackSize => "the value stack is smaller than 256 bytes"u8,
        LoadDetail.Manifest => "the manifest breaks a rule"u8,
        LoadDetail.NoManifest => "expected a package, found a module without a manifest: nf pack makes one"u8,
        LoadDetail.Feature => "a feature that is not supported"u8,
        LoadDetail.MemoryIndex => "expected the byte 0, the memory's index"u8,
        LoadDetail.SegmentKind => "a segment has a kind that is not defined"u8,
        LoadDetail.TypeMismatch => "an operand has another type"u8,
        LoadDetail.OperandCount => "more operands are left at the end of a block than it has results"u8,
        LoadDetail.Label => "the labels of br_table differ"u8,
        LoadDetail.Else => "an else without if, or an if without else that must change its operands"u8,
        LoadDetail.TailCall => "a tail call to a function with other results"u8,
        LoadDetail.Immutable => "the global is immutable"u8,
        LoadDetail.Alignment => "the alignment is larger than natural"u8,
        LoadDetail.DataCount => "the data count section is missing"u8,
        LoadDetail.Locals => "more locals in a function than the limit"u8,
        LoadDetail.Values => "more locals and operands at once than the limit"u8,
        LoadDetail.Metering => "not the metered form of a package"u8,
        LoadDetail.Undeclared => "ref.func of a function that no export, segment or global names"u8,
        LoadDetail.SelectTypes => "a select with other than one type"u8,
        LoadDetail.Outline => "the module is not the outline of what was compiled ahead of time"u8,
        LoadDetail.Capability => "no capability of the manifest is of the class that the import needs"u8,
        _ => ""u8,
    };
}
