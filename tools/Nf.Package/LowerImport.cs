using System;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>A function of module nf.lower, which does what a lowered instruction did.</summary>
internal enum LowerImport
{
    /// <summary>memory.init.</summary>
    MemoryInit,

    /// <summary>table.init.</summary>
    TableInit,

    /// <summary>table.copy.</summary>
    TableCopy,
}

/// <summary>Names and types of <see cref="LowerImport"/>.</summary>
internal static class LowerImports
{
    private const byte I32 = (byte)WasmType.I32;

    /// <summary>Its name there.</summary>
    public static ReadOnlySpan<byte> NameOf(LowerImport import) => import switch
    {
        LowerImport.MemoryInit => "memory_init"u8,
        LowerImport.TableInit => "table_init"u8,
        _ => "table_copy"u8,
    };

    /// <summary>Its type.</summary>
    public static Signature TypeOf(LowerImport import) =>
        new(import == LowerImport.TableCopy ? [I32, I32, I32] : [I32, I32, I32, I32, I32], []);

    /// <summary>The one that takes an instruction's place; null when none does.</summary>
    public static LowerImport? Of(Opcode opcode) => opcode switch
    {
        Opcode.MemoryInit => LowerImport.MemoryInit,
        Opcode.TableInit => LowerImport.TableInit,
        Opcode.TableCopy => LowerImport.TableCopy,
        _ => null,
    };
}
