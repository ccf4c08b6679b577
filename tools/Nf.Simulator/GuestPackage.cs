using System;
using System.IO;
using Nf.Errors;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Simulator;

/// <summary>Makes what runs of what a person has: every guest runs as a package, whether it was packed before or not.</summary>
public static class GuestPackage
{
    /// <summary>The package of a guest: itself, if it is one.</summary>
    /// <param name="file">The guest.</param>
    /// <param name="limits">What it gets where nothing beside it says less.</param>
    /// <param name="engine">What it is lowered for where nothing beside it says so.</param>
    /// <exception cref="NfException">The module is broken, not valid, or uses what nf does not take.</exception>
    public static GuestFile Of(GuestFile file, in InstanceLimits limits, GuestEngine engine = GuestEngine.Interpreter)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (Packager.IsPackage(file.Wasm))
            return file;
        PackageOptions given = new()
        {
            Fuel = limits.Fuel,
            Depth = limits.CallDepth,
            StackBytes = limits.StackBytes,
            HostSlots = limits.HostSlots,
            Engine = engine,
        };
        return file with { Wasm = Pack(file, Options(file).Or(given)).Wasm };
    }

    /// <summary>What a guest wants to be run by: what its manifest says, or the file beside it; null when any engine will do.</summary>
    /// <exception cref="NfException">The package is broken, or the file is.</exception>
    public static GuestEngine? EngineOf(GuestFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!Packager.IsPackage(file.Wasm))
            return Options(file).Engine;
        return PackageInspection.Of(file.Wasm).Manifest.Engine == GuestEngine.Aot ? GuestEngine.Aot : null;
    }

    /// <summary>Packs a module that is valid.</summary>
    /// <param name="file">The module.</param>
    /// <param name="options">What its manifest shall say.</param>
    /// <exception cref="NfException">The module is a package, broken, not valid, or uses what nf does not take.</exception>
    public static PackageResult Pack(GuestFile file, PackageOptions options)
    {
        using GuestModule module = new(file);
        module.Validate(options.Engine ?? GuestEngine.Interpreter);
        return Packager.Pack(file.Wasm, options);
    }

    /// <summary>What the file nf.yaml beside a guest says of it, if there is one; its name is that of its file otherwise.</summary>
    /// <exception cref="NfException">ManifestInvalid.</exception>
    public static PackageOptions Options(GuestFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        string path = Path.Combine(Path.GetDirectoryName(file.WasmPath) ?? "", LimitsFile.Name);
        PackageOptions written = File.Exists(path) ? LimitsFile.Parse(path, Files.ReadText(path)) : PackageOptions.Default;
        return written.Or(new PackageOptions { Name = PackageOptions.NameFrom(Path.GetFileNameWithoutExtension(file.WasmPath)) });
    }
}
