using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nf.Build;
using Nf.Errors;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>Makes a module that shows something smaller, for as long as it still shows it.</summary>
internal sealed class Reducer
{
    private readonly Func<byte[], bool> _shows;
    private FuzzModule _module;

    private Reducer(FuzzModule module, Func<byte[], bool> shows)
    {
        _module = module;
        _shows = shows;
    }

    /// <summary>Reduces a file.</summary>
    /// <param name="path">A valid module.</param>
    /// <param name="target">Where the small one goes.</param>
    /// <param name="what">A finding's kind; or V8 for a result that is not V8's.</param>
    public static void Run(string path, string target, string what)
    {
        string folder = Directory.CreateTempSubdirectory("nf-reduce-").FullName;
        Func<byte[], bool> shows = what == "V8" ? wasm => DiffersFromV8(wasm, folder) : wasm => Finds(wasm, folder, what);
        byte[] original = File.ReadAllBytes(path);
        if (!shows(original))
            throw new NfException(Status.InvalidArgument, $"{path} does not show {what}.");
        File.WriteAllBytes(target, Reduce(FuzzModule.Read(original), shows).Encode());
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Puts a smaller module beside each difference between engines that a campaign found.</summary>
    /// <param name="request">What its workers were told.</param>
    public static void ReduceFindings(WorkerRequest request)
    {
        foreach (string path in Directory.GetFiles(request.Folder, $"*-{EngineWorker.FindingKind}-*.wasm"))
        {
            AheadChecks? checks = Enum.GetValues<AheadChecks>().Cast<AheadChecks?>().FirstOrDefault(kind => path.Contains($"-{kind}", StringComparison.Ordinal));
            byte[] original = File.ReadAllBytes(path);
            string folder = Directory.CreateTempSubdirectory("nf-reduce-").FullName;
            bool Shows(byte[] wasm) => DiffersOnEngines(wasm, request with { Folder = folder, Checks = checks, Corpus = [] });
            if (checks != null && Shows(original))
                File.WriteAllBytes(Path.ChangeExtension(path, ".reduced.wasm"), Reduce(FuzzModule.Read(original), Shows).Encode());
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool DiffersOnEngines(byte[] wasm, WorkerRequest request)
    {
        using EngineWorker worker = new(request);
        return worker.Differs(wasm);
    }

    /// <summary>Reduces a module.</summary>
    public static FuzzModule Reduce(FuzzModule module, Func<byte[], bool> shows)
    {
        Reducer reducer = new(module, shows);
        while (reducer.Pass())
        {
        }
        return reducer._module;
    }

    private static bool Finds(byte[] wasm, string folder, string what)
    {
        File.Delete(FindingLog.LinesOf(folder));
        using FuzzWorker worker = new(Request(folder));
        if (!worker.IsValid(wasm))
            return false;
        worker.Test(wasm, isSample: false);
        string lines = FindingLog.LinesOf(folder);
        return File.Exists(lines) && File.ReadAllText(lines).StartsWith(what, StringComparison.Ordinal);
    }

    private static bool DiffersFromV8(byte[] wasm, string folder)
    {
        File.Delete(CaseWriter.LinesOf(folder));
        File.Delete(CaseWriter.CasesOf(folder));
        File.Delete(CaseWriter.NodeCasesOf(folder));
        File.Delete(CaseWriter.VerdictsOf(folder));
        using (FuzzWorker worker = new(Request(folder)))
        {
            if (!worker.IsValid(wasm))
                return false;
            worker.Test(wasm, isSample: true);
        }
        FuzzOptions options = new() { Seed = 0, Iterations = 0, Folder = folder };
        return File.Exists(CaseWriter.CasesOf(folder))
            && OtherWorlds.Ask(options).Any(other => other.With == "V8" && other.Disagreements.Count != 0);
    }

    private static WorkerRequest Request(string folder) => new() { Seed = 0, From = 0, To = 0, Folder = folder, SampleEvery = 0 };

    private bool Try(FuzzModule smaller)
    {
        bool shows;
        try
        {
            shows = _shows(smaller.Encode());
        }
        catch (NfException)
        {
            shows = false;
        }
        if (shows)
            _module = smaller;
        return shows;
    }

    // True when something went away.
    private bool Pass()
    {
        bool changed = false;
        changed |= Drop(module => module.Exports);
        changed |= Drop(module => module.Customs);
        changed |= Drop(module => module.Data);
        changed |= Drop(module => module.Elements);
        if (_module.Start != null)
        {
            FuzzModule copy = _module.Copy();
            copy.Start = null;
            changed |= Try(copy);
        }
        for (int i = 0; i < _module.Functions.Count; i++)
            changed |= Empty(i) | Shorten(i);
        changed |= DropLast(module => module.Functions) | DropLast(module => module.Globals) | DropLast(module => module.Types);
        changed |= DropLast(module => module.Memories) | DropLast(module => module.Tables);
        return changed;
    }

    private bool Drop<T>(Func<FuzzModule, List<T>> list)
    {
        bool changed = false;
        for (int i = list(_module).Count - 1; i >= 0; i--)
        {
            FuzzModule copy = _module.Copy();
            list(copy).RemoveAt(i);
            changed |= Try(copy);
        }
        return changed;
    }

    private bool DropLast<T>(Func<FuzzModule, List<T>> list)
    {
        bool changed = false;
        while (list(_module).Count != 0)
        {
            FuzzModule copy = _module.Copy();
            list(copy).RemoveAt(list(copy).Count - 1);
            if (!Try(copy))
                break;
            changed = true;
        }
        return changed;
    }

    private bool Empty(int function)
    {
        if (_module.Functions[function].Code.Count <= 2)
            return false;
        FuzzModule copy = _module.Copy();
        FuzzFunction emptied = copy.Own(function);
        emptied.Code.Clear();
        emptied.Locals.Clear();
        emptied.Code.Add(new FuzzInstruction(Opcode.Unreachable));
        emptied.Code.Add(new FuzzInstruction(Opcode.End));
        return Try(copy);
    }

    // Takes runs of instructions out, long ones first; or puts a constant or nothing into their place.
    private bool Shorten(int function)
    {
        bool changed = false;
        for (int length = 32; length >= 1; length = length > 8 ? length / 2 : length - 1)
        {
            for (int at = 0; at + length < _module.Functions[function].Code.Count; at++)
            {
                while (TryReplace(function, at, length, []))
                    changed = true;
                foreach (WasmType type in length > 1 ? new[] { WasmType.I32, WasmType.I64, WasmType.F32, WasmType.F64 } : [])
                    changed |= TryReplace(function, at, length, [FuzzInstruction.Const(type, 1)]);
            }
        }
        return changed;
    }

    private bool TryReplace(int function, int at, int length, FuzzInstruction[] by)
    {
        FuzzModule copy = _module.Copy();
        List<FuzzInstruction> code = copy.Own(function).Code;
        if (at + length >= code.Count)
            return false;
        code.RemoveRange(at, length);
        code.InsertRange(at, by);
        return Try(copy);
    }

}
