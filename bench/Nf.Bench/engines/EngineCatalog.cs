using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nf.Build;

namespace Nf.Bench;

/// <summary>The engines that are compared. The first is what all others are divided by.</summary>
internal static class EngineCatalog
{
    public const string Native = "native";
    public const string Guard = "aot-guard";
    public const string GuardUnmetered = "aot-guard-unmetered";
    public const string Explicit = "aot-explicit";
    public const string ExplicitUnmetered = "aot-explicit-unmetered";
    public const string Interpreter = "interpreter";
    public const string InterpreterUnmetered = "interpreter-unmetered";
    public const string V8 = "v8";
    public const string V8Unmetered = "v8-unmetered";

    private const string NotOnPath = "not on the PATH";

    /// <summary>All, in the order of the report.</summary>
    public static IReadOnlyList<EngineEntry> All =>
    [
        new(Native, "the same C, compiled by gcc -O2", () => new LineEngine(Native, [KernelModules.Native], canLoad: false)),
        Nf(Guard, "nf, ahead of time, guard pages; fuel and depth counted", KernelModules.Package, AheadChecks.Guard),
        Nf(GuardUnmetered, "nf, ahead of time, guard pages; nothing counted", KernelModules.Plain, AheadChecks.Guard),
        Nf(Explicit, "nf, ahead of time, accesses checked; fuel and depth counted", KernelModules.Package, AheadChecks.Explicit),
        Nf(ExplicitUnmetered, "nf, ahead of time, accesses checked; nothing counted", KernelModules.Plain, AheadChecks.Explicit),
        Nf(Interpreter, "nf, interpreter (wasm3); fuel and depth counted", KernelModules.Package),
        Nf(InterpreterUnmetered, "nf, interpreter; nothing counted", KernelModules.Plain),
        Node(V8, "V8 (TurboFan) on the same package", KernelModules.OpenPackage),
        Node(V8Unmetered, "V8 on the module; nothing counted", KernelModules.Plain),
        WasmInterp(),
        Wasi("wasm3", "wasm3's own program", [KernelModules.Wasi]),
        Wasi("iwasm", "WAMR's iwasm", [KernelModules.Wasi]),
        Wasi("wasmtime", "Wasmtime", ["run", KernelModules.Wasi]),
        Wasi("wasmer", "Wasmer", ["run", KernelModules.Wasi]),
    ];

    private static EngineEntry Nf(string name, string what, string module, AheadChecks? checks = null)
    {
        string program = Path.ChangeExtension(typeof(EngineCatalog).Assembly.Location, ".dll");
        string[] artefact = checks is { } kind ? ["--artefact", KernelModules.Artefact(module, kind)] : [];
        return new(name, what, () => new LineEngine(name, ["dotnet", program, "serve", module, .. artefact], canLoad: true));
    }

    private static EngineEntry Node(string name, string what, string module) => OnPath("node", name, what, program => new LineEngine(
        name, [program, "--no-liftoff", "--no-wasm-lazy-compilation", "bench/kernels/v8.mjs", module], canLoad: true));

    private static EngineEntry WasmInterp() =>
        OnPath("wasm-interp", "wasm-interp", "wabt's interpreter", program => new OneShotEngine(program, File.ReadAllBytes(KernelModules.Plain)))
            with { IsSlow = true };

    private static EngineEntry Wasi(string name, string what, IReadOnlyList<string> arguments) =>
        OnPath(name, name, what, program => new LineEngine(name, [program, .. arguments], canLoad: false));

    private static EngineEntry OnPath(string program, string name, string what, Func<string, IKernelEngine> start)
    {
        string? path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        return path is null ? new(name, what, null, NotOnPath) : new(name, what, () => start(path));
    }
}
