using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nf.Errors;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>
/// Real modules, which mutation starts from. What they import becomes functions that do nothing, so that they run anywhere.
/// </summary>
internal sealed class Corpus
{
    private readonly List<FuzzModule> _modules;

    private Corpus(List<FuzzModule> modules) => _modules = modules;

    /// <summary>How many there are.</summary>
    public int Count => _modules.Count;

    /// <summary>Reads every .wasm file of some folders and the folders in them, in the order of their names.</summary>
    /// <exception cref="NfException">FileNotFound.</exception>
    public static Corpus Read(IEnumerable<string> folders)
    {
        List<FuzzModule> modules = [];
        foreach (string folder in folders)
        {
            if (!Directory.Exists(folder))
                throw new NfException(Status.FileNotFound, $"{folder}: there is no such folder.");
            foreach (string path in Directory.GetFiles(folder, "*.wasm", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                if (path.Contains("node_modules", StringComparison.Ordinal))
                    continue;
                if (TryRead(File.ReadAllBytes(path)) is { } module)
                    modules.Add(module);
            }
        }
        return new Corpus([.. modules.OrderBy(module => module.Encode().Length)]);
    }

    /// <summary>One of them, small ones more often.</summary>
    public FuzzModule Pick(FuzzRandom random) => _modules[Math.Min(random.Below(_modules.Count), random.Below(_modules.Count))];

    // Packages and modules that nf refuses are no start.
    private static FuzzModule? TryRead(byte[] wasm)
    {
        if (Packager.IsPackage(wasm))
            return null;
        try
        {
            return WithoutImports(FuzzModule.Read(wasm));
        }
        catch (NfException)
        {
            return null;
        }
    }

    // A function in the place of each import keeps all indices as they are.
    private static FuzzModule WithoutImports(FuzzModule module)
    {
        List<FuzzFunction> stubs = [];
        foreach ((_, _, uint type) in module.Imports)
        {
            FuzzFunction stub = new() { Type = type };
            stub.Code.AddRange(module.Types[(int)type].Results.Select(result => FuzzInstruction.Const((WasmType)result, 0)));
            stub.Code.Add(new FuzzInstruction(Opcode.End));
            stubs.Add(stub);
        }
        module.Functions.InsertRange(0, stubs);
        module.Imports.Clear();
        return module;
    }
}
