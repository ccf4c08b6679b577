using System;
using System.IO;
using System.Linq;
using Nf.Build;
using Nf.Errors;
using Nf.Package;
using Nf.Simulator;

namespace Nf.Chunker;

/// <summary>Makes the parser of examples/tree-sitter when it is not there, or its sources are newer.</summary>
public static class ParserBuild
{
    private static readonly string[] s_inputs = ["build.sh", "guest.c", "guest.h", "native.c", "package-lock.json"];

    private static string Folder => Repository.PathOf("build", "tree-sitter");

    /// <summary>The parser as a native program, which is made together with the module.</summary>
    public static string NativeProgram => Path.Combine(Folder, "tree-sitter-native");

    /// <summary>The parser's package. Making the module takes seconds, packing it a part of one.</summary>
    /// <param name="progress">Is told what takes so long.</param>
    /// <exception cref="NfException">ToolMissing or BuildFailed.</exception>
    public static GuestFile Package(Action<string> progress)
    {
        string wasm = Module(progress);
        GuestFile file = new(wasm, null, File.ReadAllBytes(wasm));
        PackageResult package = GuestPackage.Pack(file, new PackageOptions
        {
            Name = "tree-sitter",
            Depth = ParserPool.Depth,
            StackBytes = ParserPool.StackBytes,
            // The pool says what an instance gets of it.
            MemoryPages = ParserOptions.MemoryPagesMost,
        });
        return file with { Wasm = package.Wasm };
    }

    private static string Module(Action<string> progress)
    {
        string wasm = Path.Combine(Folder, "tree-sitter.wasm");
        string source = Repository.PathOf("examples", "tree-sitter");
        InputStamp stamp = new(wasm, ["build.sh"], s_inputs.Select(name => Path.Combine(source, name)));
        if (stamp.IsCurrent && File.Exists(NativeProgram))
            return wasm;
        ArgumentNullException.ThrowIfNull(progress);
        progress("building the parser from the sources of npm packages");
        stamp.Drop();
        ToolRunner tools = new(Path.Combine(Folder, "build.log"));
        (int exitCode, string output) = tools.Run(Path.Combine(source, "build.sh"), ["--out", Folder]);
        if (exitCode != 0)
        {
            string? why = output.Split('\n').LastOrDefault(line => line.StartsWith("build.sh:", StringComparison.Ordinal));
            throw new NfException(
                exitCode == (int)Status.ToolMissing ? Status.ToolMissing : Status.BuildFailed,
                $"examples/tree-sitter: {why ?? "build.sh failed"} (log: {Repository.Relative(tools.LogPath)}).");
        }
        stamp.Keep();
        return wasm;
    }
}
