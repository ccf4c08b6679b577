using System.Collections.Generic;

namespace Nf.Package;

/// <summary>A package and how it came about.</summary>
/// <param name="Wasm">Its bytes.</param>
/// <param name="Manifest">What its manifest says.</param>
/// <param name="SourceBytes">Size of the module that was packed.</param>
/// <param name="Functions">Functions that it defines.</param>
/// <param name="ChargedFunctions">Those of them that take a level of depth.</param>
/// <param name="Loops">Loops in them.</param>
/// <param name="StaticCost">Sum of the costs of all regions, in units of fuel: what running each of them once takes.</param>
/// <param name="Used">What the module used beyond WebAssembly 1.0, by name, with the number of uses.</param>
/// <param name="Lowered">What was replaced, by name, with its number.</param>
public sealed record PackageResult(
    byte[] Wasm,
    ManifestContent Manifest,
    int SourceBytes,
    int Functions,
    int ChargedFunctions,
    int Loops,
    ulong StaticCost,
    IReadOnlyDictionary<string, int> Used,
    IReadOnlyDictionary<string, int> Lowered);
