using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nf.Errors;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>Makes packages: lowers what the engine does not take, meters, and writes the manifest (docs/PACKAGE.md).</summary>
public static class Packager
{
    /// <summary>Whether a module says that it is a package. Whether it is a sound one, validation finds out.</summary>
    public static bool IsPackage(ReadOnlySpan<byte> wasm)
    {
        WasmReader sections = new(wasm, ModuleReader.HeaderBytes, wasm.Length);
        while (!sections.AtEnd && !sections.Failed)
        {
            bool isCustom = sections.ReadByte() == (byte)SectionId.Custom;
            ReadOnlySpan<byte> section = sections.ReadBytes();
            if (isCustom && new WasmReader(section, 0, section.Length).ReadBytes().SequenceEqual(Manifest.SectionName))
                return true;
        }
        return false;
    }

    /// <summary>Packs a module. The same module and options give the same bytes.</summary>
    /// <param name="wasm">A valid module, no package.</param>
    /// <param name="options">What its manifest shall say.</param>
    /// <exception cref="NfException">
    /// It is broken, is a package already, uses what cannot be lowered, or breaks a rule of the manifest.
    /// </exception>
    public static PackageResult Pack(ReadOnlySpan<byte> wasm, PackageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (IsPackage(wasm))
            throw new NfException(Status.InvalidArgument, "The module is a package already; pack the module that it was made from.");
        EngineRules engine = EngineRules.Of(options.Engine ?? GuestEngine.Interpreter);
        SourceModule module = ModuleReader.Read(wasm.ToArray(), engine.Source);
        CheckNames(module);
        ManifestContent manifest = ManifestContent.Of(options, module);
        manifest.Check(module);

        FeatureCount features = new(engine);
        features.Add(module);
        ModuleNeeds needs = new();
        List<LoweredBody> functions = [.. module.Functions.Select(function => ControlLowering.Lower(module, function, engine, features))];
        List<FunctionScan> scans = [.. functions.Select(function => FunctionScan.Of(function, engine, needs))];
        LoweringPlan plan = new(module, engine, needs);
        List<WasmWriter> bodies = [.. functions.Select((function, i) => FunctionRewriter.Rewrite(function, scans[i], plan))];
        WasmWriter package = PackageEncoder.Encode(module, plan, bodies);
        manifest.Append(package);
        return new PackageResult(
            package.Bytes.ToArray(),
            manifest,
            wasm.Length,
            scans.Count,
            functions.Count(function => function.IsCharged),
            scans.Sum(scan => scan.Regions.Count - 1),
            scans.Aggregate(0ul, (sum, scan) => sum + scan.Regions.Aggregate(0ul, (cost, region) => cost + region)),
            features.Used,
            features.Lowered);
    }

    // Names that only packages may use: a module that brought them along would get by the metering.
    private static void CheckNames(SourceModule module)
    {
        foreach ((byte[] from, byte[] name, _) in module.Imports)
        {
            if (from.AsSpan().SequenceEqual(LoweredFunctions.Module))
            {
                throw new NfException(
                    Status.ImportUnknown, $"The module imports nf.lower.{Encoding.UTF8.GetString(name)}, which packages only may do.");
            }
        }
        foreach ((_, byte[] name, _) in module.Customs)
        {
            if (name.AsSpan().SequenceEqual(PackageEncoder.PassiveName))
                throw new NfException(Status.InvalidModule, "The module has a custom section nf.passive, which packages only may have.");
        }
    }
}
