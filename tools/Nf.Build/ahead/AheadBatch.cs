using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Nf.Errors;

namespace Nf.Build;

/// <summary>
/// Compiles many packages ahead of time into one shared object, as <see cref="AheadCompiler"/> does one: thousands of small modules in a
/// few seconds, for tests that run them all.
/// </summary>
public static partial class AheadBatch
{
    /// <summary>Compiles packages. One that is not valid, or that wasm2c does not take, is left out.</summary>
    /// <exception cref="NfException">A tool is missing, or the compiler does not take what wasm2c made.</exception>
    public static AheadBatchArtefact Compile(AheadBatchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        BoardDescription board = BoardReader.Read(request.Target);
        if (Directory.Exists(request.Folder))
            Directory.Delete(request.Folder, recursive: true);
        Directory.CreateDirectory(request.Folder);
        ToolRunner tools = new(Path.Combine(request.Folder, "log.txt"));
        Dictionary<int, string> refusals = [];
        Dictionary<string, (BatchModule Module, List<int> Indices)> modules = [];
        for (int i = 0; i < request.Packages.Count; i++)
            Add(request.Packages[i].ToArray(), i, modules, refusals);
        BatchCompiler compiler = new(tools, board, request);
        List<BatchModule> translated = Translate(tools, modules, refusals, request.Folder, compiler.IsFast);
        return new AheadBatchArtefact(compiler.Compile(translated), refusals);
    }

    private static List<BatchModule> Translate(
        ToolRunner tools, Dictionary<string, (BatchModule Module, List<int> Indices)> modules, Dictionary<int, string> refusals,
        string folder, bool isFast)
    {
        List<BatchModule> taken = [];
        BatchModule[] all = [.. modules.Values.Select(entry => entry.Module)];
        List<(string? Code, string Header)> translated = BatchTranslator.Translate(tools, all);
        for (int i = 0; i < all.Length; i++)
        {
            (string? code, string header) = translated[i];
            if (code == null)
            {
                foreach (int index in modules[all[i].Name].Indices)
                    refusals[index] = header;
                continue;
            }
            Write(all[i], code, header, folder, isFast);
            taken.Add(all[i]);
        }
        return taken;
    }

    private static void Add(
        byte[] package, int index, Dictionary<string, (BatchModule Module, List<int> Indices)> modules, Dictionary<int, string> refusals)
    {
        try
        {
            PackageCheck.Check(package, $"package {index}");
            BatchModule module = new(package);
            if (!modules.TryAdd(module.Name, (module, [index])))
                modules[module.Name].Indices.Add(index);
        }
        catch (NfException error)
        {
            refusals[index] = error.Message;
        }
    }

    private static void Write(BatchModule module, string code, string header, string folder, bool isFast)
    {
        string path = Path.Combine(folder, module.Name);
        string own = TranslatedModule.OwnPart(code, AheadGlue.NumberTypes(module.Source));
        // tcc subtracts from -0, which leaves the sign of a NaN.
        string negated = isFast ? Negation().Replace(own, "= nf_negated_$2($1)") : own;
        byte[] outline = ModuleSections.Outline(module.Package);
        File.WriteAllText(path + ".h", header);
        File.WriteAllText(path + ".inc", negated);
        bool growsTables = TranslatedModule.GrowsTables(own);
        File.WriteAllText(path + ".c", AheadGlue.Write(module.Source, module.Name, module.Digest, outline, growsTables, module.Name));
    }

    [GeneratedRegex(@"= -\((w2c_([fd])[0-9_]+)\)")]
    private static partial Regex Negation();
}
