using System;

namespace Nf.Runtime;

/// <summary>
/// The import module <c>nf.lower</c>: what a package calls where its source had an instruction that the engine lacks (docs/PACKAGE.md).
/// Every engine provides them itself; hosts do not offer them.
/// </summary>
public static class LoweredFunctions
{
    /// <summary>The import module's name.</summary>
    public static ReadOnlySpan<byte> Module => "nf.lower"u8;

    /// <summary>Number and type of an import; the numbers are nf_engine_lowered's. O(1).</summary>
    /// <param name="name">Its name in the module.</param>
    /// <param name="number">Its number; -1 when there is none of that name.</param>
    /// <param name="signature">Its type, as <see cref="FunctionType.Matches"/> reads it.</param>
    /// <returns>Ok, or ImportUnknown.</returns>
    public static Status Find(ReadOnlySpan<byte> name, out int number, out ReadOnlySpan<byte> signature)
    {
        number = name.SequenceEqual("memory_init"u8) ? 0 : name.SequenceEqual("table_init"u8) ? 1 : name.SequenceEqual("table_copy"u8) ? 2 : -1;
        signature = number == 2 ? "iii:"u8 : "iiiii:"u8;
        return number >= 0 ? Status.Ok : Status.ImportUnknown;
    }
}
