using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using Nf.Errors;
using Nf.Package;

namespace Nf.Build;

/// <summary>
/// Compiles packages ahead of time: checked, translated to C by wasm2c, compiled for the target (docs/AHEAD.md). What was made lies below
/// <c>build/TARGET/ahead</c>, one folder a package, and is not made again while its inputs stay.
/// </summary>
public static class AheadCompiler
{
    private const string GlueFile = "glue.c";
    private const string FrameFile = "frame.c";

    /// <summary>Compiles a package.</summary>
    /// <exception cref="NfException">The package is refused, a tool is missing, or the target takes no such code.</exception>
    public static AheadArtefact Compile(AheadRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        BoardDescription board = BoardReader.Read(request.Target);
        CheckTarget(board, request);
        byte[] package = request.Package.ToArray();
        PackageCheck.Check(package, request.Name);
        byte[] digest = SHA256.HashData(package);
        string hex = Convert.ToHexStringLower(digest);
        string kind = $"{(request.Checks == AheadChecks.Guard ? "guard" : "explicit")}{(request.Shared ? "-shared" : "")}{request.Optimisation}";
        string folder = Repository.PathOf("build", board.Name, "ahead", hex[..16], kind);
        using IDisposable hold = FirmwareBuilder.Lock(folder);
        return Make(new Toolchain(board), board, request, package, digest, folder);
    }

    private static AheadArtefact Make(
        Toolchain toolchain, BoardDescription board, AheadRequest request, byte[] package, byte[] digest, string folder)
    {
        string hex = Convert.ToHexStringLower(digest), name = "m" + hex[..16];
        AheadArtefact artefact = new(
            request.Name, Path.Combine(folder, request.Shared ? "module.so" : ObjectNames.AheadModule), hex, "nf_ahead_" + name);
        List<string> compile = [.. AheadFlags.Of(toolchain, board, request.Checks, request.Shared, request.Optimisation)];
        IReadOnlyList<string> sources = InputStamp.Files(
            [Repository.PathOf("runtime-core", "native", "ahead"), Repository.PathOf("runtime-core", "native", "include")], ".h");
        sources = [.. sources, .. InputStamp.Files([Repository.PathOf("tools", "Nf.Build", "ahead")], ".cs")];
        InputStamp stamp = new(artefact.Path, [TranslatedModule.Version, hex, toolchain.Compiler, .. compile], sources);
        if (stamp.IsCurrent)
            return artefact;
        stamp.Drop();
        ToolRunner tools = new(Path.Combine(folder, "log.txt"));
        request.Progress?.Invoke($"{board.Name}: wasm2c");
        Translate(tools, package, digest, name, folder);
        request.Progress?.Invoke($"{board.Name}: C compiler");
        CompileParts(tools, toolchain, compile, name, folder, request.Shared);
        stamp.Keep();
        return artefact;
    }

    private static void CheckTarget(BoardDescription board, AheadRequest request)
    {
        if (board.IsCortexM && request.Shared)
            throw new NfException(Status.NotSupported, $"{board.Name} loads no shared objects: its code is linked into an image (nf build --engine aot)");
        if (request.Checks == AheadChecks.Guard && board.Arch is not ("x64" or "arm64"))
            throw new NfException(Status.NotSupported, $"{board.Name} has no 64-bit addresses for guard pages: choose --checks explicit");
    }

    private static void Translate(ToolRunner tools, byte[] package, byte[] digest, string name, string folder)
    {
        SourceModule module = ModuleReader.Read(package);
        File.WriteAllBytes(Path.Combine(folder, "module.wasm"), ModuleSections.ForTranslation(package, module));
        bool growsTables = TranslatedModule.Translate(tools, folder, name, AheadGlue.NumberTypes(module));
        string glue = AheadGlue.Write(module, name, digest, ModuleSections.Outline(package), growsTables);
        File.WriteAllText(Path.Combine(folder, GlueFile), glue);
    }

    // gcc says how much stack each function takes once it has compiled it; a second file tells the engine.
    private static void CompileParts(
        ToolRunner tools, Toolchain toolchain, List<string> flags, string name, string folder, bool shared)
    {
        RunCompiler(tools, toolchain, [.. flags, "-fstack-usage", "-c", GlueFile, "-o", "glue.o"], folder);
        File.WriteAllText(Path.Combine(folder, FrameFile), FrameSource(name, FrameSize.FromStackUsage(Path.Combine(folder, "glue.su")), shared));
        RunCompiler(tools, toolchain, [.. flags, "-c", FrameFile, "-o", "frame.o"], folder);
        string[] link = shared
            ? ["-shared", "-Wl,-z,noexecstack", "-Wl,--build-id=none", "-Wl,-z,defs", "glue.o", "frame.o", "-lm", "-o", "module.so"]
            : ["-r", "-nostdlib", "glue.o", "frame.o", "-o", "module.o"];
        RunCompiler(tools, toolchain, [.. toolchain.CpuFlags, .. link], folder);
    }

    private static string FrameSource(string name, long bytes, bool shared) => string.Create(CultureInfo.InvariantCulture, $"""
        #include "nf_ahead.h"
        extern const uint32_t nf_ahead_{name}_frame_bytes_max;
        const uint32_t nf_ahead_{name}_frame_bytes_max = {bytes};
        {(shared ? SetSource(name) : "")}

        """);

    private static string SetSource(string name) => $$"""
        extern const nf_ahead_module nf_ahead_{{name}};
        static const nf_ahead_module *const modules[] = {&nf_ahead_{{name}}};
        __attribute__((visibility("default"))) extern const nf_ahead_set nf_ahead_modules;
        const nf_ahead_set nf_ahead_modules = {NF_ENGINE_ABI, 1, modules};
        """;

    // A user wrote a module, not C: what a compiler says of it is in the log.
    private static void RunCompiler(ToolRunner tools, Toolchain toolchain, IEnumerable<string> arguments, string folder)
    {
        (int exitCode, string _) = tools.Run(toolchain.Compiler, arguments, folder);
        if (exitCode != 0)
        {
            throw new NfException(Status.BuildFailed,
                $"{toolchain.Compiler} could not compile what wasm2c made of the module; that is a fault of nf (log: {Repository.Relative(tools.LogPath)})");
        }
    }
}
