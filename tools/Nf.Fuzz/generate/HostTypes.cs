using System.Collections.Generic;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>Types of the functions of <see cref="FuzzHost"/>.</summary>
internal static class HostTypes
{
    private const byte I32 = (byte)WasmType.I32, I64 = (byte)WasmType.I64;

    /// <summary>Name and type of each.</summary>
    public static IReadOnlyList<(string Name, Signature Type)> All { get; } =
    [
        ("mix", new Signature([I32, I64], [I64])),
        ("sum", new Signature([I32, I32], [I32])),
        ("stop", new Signature([I32], [])),
    ];
}
