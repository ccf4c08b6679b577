using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Nf.Errors;

namespace Nf.Build;

/// <summary>
/// Compiles the C of a batch. Debian's tcc is done with a small module in 1 ms, gcc -O0 in 37 ms, so tests use tcc where they run on the
/// processor that it makes code for, and gcc when they are about what gcc makes.
/// </summary>
internal sealed class BatchCompiler
{
    private const string FrameFile = "frames.c";
    private const int Jobs = 2;

    private readonly ToolRunner _tools;
    private readonly string _folder;
    private readonly string _compiler;
    private readonly List<string> _flags;

    /// <summary>Chooses the compiler.</summary>
    public BatchCompiler(ToolRunner tools, BoardDescription board, AheadBatchRequest request)
    {
        _tools = tools;
        _folder = request.Folder;
        IsFast = request.Optimisation == null && board.Arch == "x64";
        Toolchain toolchain = new(board);
        _compiler = IsFast ? "tcc" : toolchain.Compiler;
        IEnumerable<string> flags = AheadFlags.Of(toolchain, board, request.Checks, shared: true, request.Optimisation ?? "-O0");
        _flags = IsFast ? [.. flags.Where(IsForTcc), "-w", "-nostdinc", "-I" + TccHeaders] : [.. flags, "-fstack-usage"];
    }

    private static string TccHeaders => Repository.PathOf("runtime-core", "native", "ahead", "tcc");

    /// <summary>Whether it is tcc.</summary>
    public bool IsFast { get; }

    /// <summary>Compiles and links <c>NAME.c</c> of each module.</summary>
    /// <returns>The shared object.</returns>
    /// <exception cref="NfException">The compiler is missing or does not take what wasm2c made.</exception>
    public string Compile(IReadOnlyList<BatchModule> modules)
    {
        string[] names = [.. modules.Select(module => module.Name)];
        Parallel.For(0, Jobs, job => CompileSome([.. names.Where((_, i) => i % Jobs == job)]));
        File.WriteAllText(Path.Combine(_folder, FrameFile), Frames(names));
        string[] objects = [.. names.Select(name => name + ".o")];
        // The list may be longer than a command line.
        File.WriteAllLines(Path.Combine(_folder, "objects"), objects);
        Run([.. _flags, "-shared", .. IsFast ? (string[])[] : ["-Wl,-z,defs"], FrameFile, "@objects", "-lm", "-o", "batch.so"]);
        return Path.Combine(_folder, "batch.so");
    }

    // Of gcc's options it knows these.
    private static bool IsForTcc(string flag) => flag.StartsWith("-I", StringComparison.Ordinal) || flag.StartsWith("-D", StringComparison.Ordinal);

    private void CompileSome(string[] names)
    {
        const int FilesOfACommand = 500;
        foreach (string[] some in names.Chunk(FilesOfACommand))
            Run([.. _flags, "-c", .. some.Select(name => name + ".c")]);
    }

    private void Run(IEnumerable<string> arguments)
    {
        (int exitCode, string output) = _tools.Run(_compiler, arguments, _folder);
        if (exitCode != 0)
        {
            throw new NfException(Status.BuildFailed,
                $"{_compiler} could not compile what wasm2c made of a batch: {ToolRunner.FirstError(output)} (log: {Repository.Relative(_tools.LogPath)})");
        }
    }

    // The sizes of frames, which are known only now, and the set of all modules.
    private string Frames(string[] names)
    {
        StringBuilder c = new("#include \"nf_ahead.h\"\n");
        foreach (string name in names)
        {
            string path = Path.Combine(_folder, name);
            long bytes = IsFast ? FrameSize.FromCode(path + ".o") : FrameSize.FromStackUsage(path + ".su");
            c.Append(CultureInfo.InvariantCulture, $"const uint32_t nf_ahead_{name}_frame_bytes_max = {bytes};\n");
            c.Append(CultureInfo.InvariantCulture, $"extern const nf_ahead_module nf_ahead_{name};\n");
        }
        c.Append("static const nf_ahead_module *const modules[] = {");
        foreach (string name in names)
            c.Append(CultureInfo.InvariantCulture, $"&nf_ahead_{name}, ");
        c.Append("0};\n__attribute__((visibility(\"default\"))) extern const nf_ahead_set nf_ahead_modules;\n");
        c.Append(CultureInfo.InvariantCulture, $"const nf_ahead_set nf_ahead_modules = {{NF_ENGINE_ABI, {names.Length}, modules}};\n");
        return c.ToString();
    }
}
