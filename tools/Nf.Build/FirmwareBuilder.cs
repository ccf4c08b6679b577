using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Nf.Errors;
using Nf.Runtime;

namespace Nf.Build;

/// <summary>Builds images of the no-heap world. Everything made lies below <c>build/</c>; a step whose inputs stayed is not done again.</summary>
public static class FirmwareBuilder
{
    private const string SystemModule = "Nf.Firmware";

    /// <summary>The libraries that C# imports from: they are linked in, so calls are direct.</summary>
    private static readonly string[] s_directLibraries = ["nf_board", "nf_engine", "libc"];

    private static readonly string[] s_startupSources = ["nf_fault.c", "nf_crash.c", "nf_arith.c", "nf_atomic.c", "nf_stack_probe.S", "nf_guest.c"];
    private static readonly string[] s_cortexSources = ["nf_cortex_m.c", "nf_mpu.c", "nf_clock.c"];

    /// <summary>Builds an image.</summary>
    public static BuildResult Build(BuildRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        string logPath = "";
        try
        {
            BoardDescription board = BoardReader.Read(request.Board).For(request.Engine).WithStore(request.Store);
            if (request.Program == HostDescription.Program && board.Host is null)
                throw new NfException(Status.BoardInvalid, $"boards/{board.Name}/board.yaml has no section 'host': this board cannot supervise guests");
            using IDisposable hold = Lock(Repository.PathOf("build", board.Name));
            // Each engine and each medium has its own folder: changing between them then builds nothing twice.
            string variant = (request.Engine == GuestEngine.Aot ? "-aot" : "") + (request.Store is null ? "" : $"-{request.Store}");
            string folder = Repository.PathOf("build", board.Name, request.Program + variant);
            BuildJob job = new(board, folder, request.Program, request.Progress) { IsResident = request.IsResident };
            logPath = job.Tools.LogPath;
            return BuildImage(job, request);
        }
        catch (NfException error)
        {
            return new BuildResult(error.Status, error.Message, "", null, logPath);
        }
    }

    /// <summary>Compiles one C# file with the core library only, as far as to its object, and checks that.</summary>
    public static BuildResult CheckSnippet(string snippetPath, string boardName)
    {
        string logPath = "";
        try
        {
            BoardDescription board = BoardReader.Read(boardName);
            string folder = Repository.PathOf("build", "snippets", Path.GetFileNameWithoutExtension(snippetPath));
            using IDisposable hold = Lock(folder);
            BuildJob job = new(board, folder, "snippet", null);
            logPath = job.Tools.LogPath;
            string assembly = CompileCSharp(job, Path.GetFullPath(snippetPath), without: []);
            string image = CompileAhead(job, assembly);
            return new BuildResult(Status.Ok, "", image, null, logPath);
        }
        catch (NfException error)
        {
            return new BuildResult(error.Status, error.Message, "", null, logPath);
        }
    }

    private static BuildResult BuildImage(BuildJob job, BuildRequest request)
    {
        job.Say("board files");
        GeneratedFiles.Write(job.Board, job.GeneratedFolder);
        byte[] guest = request.GuestPath is null ? [] : ReadGuest(request.GuestPath);
        byte[][] guests = request.GuestPath is null ? [] : [guest, .. request.MoreGuests.Select(more => more.Package.ToArray())];
        bool isAhead = request.Engine == GuestEngine.Aot;
        List<string> without = [isAhead ? nameof(GuestEngine.Interpreter) : "Ahead"];
        if (request.Program == HostDescription.Program)
            without.AddRange(job.Board.Host!.NotNeeded);
        else if (guests.Length != 0)
            without.AddRange(GuestFeatures.NotNeeded(guests).Select(feature => feature.ToString()));
        string? snippet = request.SourcePath is null ? null : Path.GetFullPath(request.SourcePath);
        List<string> objects = [CompileAhead(job, CompileCSharp(job, snippet, without))];
        objects.AddRange(CompileStartup(job));
        objects.Add(AssembleGuests(job, request, isAhead ? [] : guests));
        IReadOnlyList<AheadArtefact> modules = isAhead ? CompileModules(job, request, guest) : [];
        objects.AddRange(modules.Select(module => module.Path));
        if (isAhead)
            objects.Add(AheadLink.CompileSet(job, modules, GuestFolder(job, request)));
        string? engine = request.SourcePath is null ? BuildEngine(job) : null;
        if (engine is not null)
            objects.Add(engine);
        string image = Link(job, objects, ImageName(request));
        SizeReport size = SizeAnalysis.Analyze(image, image + ".map", job.Board, modules, request.Program == HostDescription.Program);
        string excess = Excess(job.Board, size, request.Program);
        return excess.Length == 0
            ? new BuildResult(Status.Ok, "", image, size, job.Tools.LogPath) { Modules = modules }
            : new BuildResult(Status.ImageTooLarge, excess, image, size, job.Tools.LogPath) { Modules = modules };
    }

    // The guest that the image runs comes first; the image has it in this form only.
    private static IReadOnlyList<AheadArtefact> CompileModules(BuildJob job, BuildRequest request, byte[] guest)
    {
        IEnumerable<GuestBytes> packages = request.GuestPath is null ? [] : [new GuestBytes(Path.GetFileName(request.GuestPath), guest)];
        packages = packages.Concat(request.MoreGuests);
        return packages.Any()
            ? AheadLink.Compile(job, packages, request.Checks ?? AheadChecksOf.Best(job.Board))
            : throw new NfException(Status.Usage, $"{job.Board.Name}: an image with engine aot needs a guest to compile");
    }

    private static string GuestFolder(BuildJob job, BuildRequest request) => Path.Combine(job.Folder, ImageName(request));

    // One image a guest, so that building the next does not replace the one that an emulator runs.
    private static string ImageName(BuildRequest request) => request.GuestPath is null
        ? request.Program
        : $"{request.Program}-{Path.GetFileNameWithoutExtension(request.GuestPath)}";

    private static string CompileCSharp(BuildJob job, string? snippetPath, List<string> without)
    {
        job.Say("C#");
        string project = Repository.PathOf("firmware-host", "noheap", "Nf.Firmware.csproj");
        string assembly = Path.Combine(job.Folder, "il", SystemModule + ".dll");
        List<string> arguments = ["build", project, "-nologo", "-v", "q", "-nodeReuse:false", "-p:UseSharedCompilation=false",
            "-p:NfBoard=" + job.Board.Name, "-p:NfProgram=" + job.Program, "-p:NfOutput=" + job.Folder + "/"];
        if (without.Count != 0)
            arguments.Add($"-p:NfWithout={string.Concat(without.Select(feature => $".{feature}."))}");
        if (snippetPath is not null)
            arguments.Add("-p:NfSnippet=" + snippetPath);
        IEnumerable<string> sources = InputStamp.Files(SourceFolders(job, snippetPath), ".cs", ".csproj", ".props")
            .Append(Repository.PathOf("Directory.Build.props")).Append(Repository.PathOf("Directory.Packages.props"));
        InputStamp stamp = new(assembly, arguments, snippetPath is null ? sources : sources.Append(snippetPath));
        if (stamp.IsCurrent)
            return assembly;
        stamp.Drop();
        (int exitCode, string output) = job.Tools.Run("dotnet", arguments);
        if (exitCode != 0)
        {
            ForbiddenConstructs.CheckCompilerErrors(output);
            throw new NfException(Status.BuildFailed,
                $"C# for {job.Board.Name} failed: {ToolRunner.FirstError(output)} (log: {Repository.Relative(job.Tools.LogPath)})");
        }

        stamp.Keep();
        return assembly;
    }

    private static IEnumerable<string> SourceFolders(BuildJob job, string? snippetPath)
    {
        yield return Repository.PathOf("platform", "corelib");
        yield return Repository.PathOf("firmware-host", "noheap");
        if (snippetPath is not null)
            yield break;
        yield return job.GeneratedFolder;
        yield return Repository.PathOf("memory");
        yield return Repository.PathOf("runtime-core");
        yield return Repository.PathOf("platform");
        yield return Repository.PathOf("firmware-host");
        yield return Repository.PathOf("tests", "on-target");
        yield return Repository.PathOf("bench", "on-target");
        yield return Repository.PathOf("tools", "Nf.Wast", "runner");
        yield return Repository.PathOf("tools", "Nf.Fuzz");
    }

    private static string CompileAhead(BuildJob job, string assembly)
    {
        job.Say("ahead-of-time compiler");
        string compiler = File.ReadAllText(Path.Combine(job.Folder, "il", "ilc.path")).Trim();
        string target = Path.Combine(job.Folder, ObjectNames.CSharp);
        List<string> arguments = [assembly, "-o", target, "--systemmodule", SystemModule, "--targetos", "linux", "--targetarch", job.Board.Arch,
            job.Board.IsCortexM ? "--Os" : "-O", "--methodbodyfolding", "all", "-g", "--nativelib"];
        foreach (string library in s_directLibraries)
            arguments.AddRange(["--directpinvoke", library]);
        InputStamp stamp = new(target, [compiler, .. arguments], [assembly]);
        if (!stamp.IsCurrent)
        {
            stamp.Drop();
            (int exitCode, string output) = job.Tools.Run(compiler, arguments);
            if (exitCode != 0)
            {
                ForbiddenConstructs.CheckAotErrors(output);
                throw new NfException(Status.BuildFailed,
                    $"ahead-of-time compiler failed: {ToolRunner.FirstError(output)} (log: {Repository.Relative(job.Tools.LogPath)})");
            }

            ForbiddenConstructs.CheckObject(target, job.Toolchain, job.Tools);
            stamp.Keep();
        }

        return target;
    }

    private static List<string> CompileStartup(BuildJob job)
    {
        job.Say("start-up code");
        string common = Repository.PathOf("boards", "common");
        List<string> sources = [.. s_startupSources, .. job.Board.IsCortexM ? s_cortexSources : ["nf_linux.c"]];
        if (job.IsResident)
            sources.AddRange(job.Board.IsCortexM ? ["nf_resident.c", "nf_ram_test.c"] : ["nf_resident.c"]);
        sources = sources.ConvertAll(name => Path.Combine(common, name));
        string own = Repository.PathOf("boards", job.Board.Name, "board.c");
        if (File.Exists(own))
            sources.Add(own);
        IReadOnlyList<string> headers = InputStamp.Files([common, Path.GetDirectoryName(own)!], ".h");
        List<string> objects = [];
        foreach (string source in sources)
        {
            string target = Path.Combine(job.Folder, ObjectNames.StartupPrefix + Path.GetFileNameWithoutExtension(source) + ".o");
            objects.Add(target);
            List<string> arguments = [.. job.Toolchain.CompileFlags(job.Board), "-c", source, "-o", target];
            job.RunIfChanged("start-up code", target, job.Toolchain.Compiler, arguments, headers.Append(source));
        }

        return objects;
    }

    // The assembler runs where the files lie, so that no path of the machine gets into its source.
    // All packages go into one section, behind a table of them (boards/common/nf_guest.c).
    private static string AssembleGuests(BuildJob job, BuildRequest request, byte[][] guests)
    {
        job.Say("guest package");
        string folder = GuestFolder(job, request);
        Directory.CreateDirectory(folder);
        string source = Path.Combine(folder, "guest.s"), target = Path.Combine(folder, ObjectNames.Guest);
        string scenario = Path.Combine(folder, "scenario.bin"), key = Path.Combine(folder, "key.bin");
        string[] files = [.. guests.Select((_, index) => Path.Combine(folder, $"guest{index}.wasm"))];
        for (int i = 0; i < files.Length; i++)
            File.WriteAllBytes(files[i], guests[i]);
        File.WriteAllBytes(scenario, request.Scenario.ToArray());
        File.WriteAllBytes(key, request.DeviceKey.ToArray());
        GeneratedFiles.WriteIfChanged(source, GuestTable(guests));
        List<string> arguments = [.. job.Toolchain.CpuFlags, "-c", "guest.s", "-o", ObjectNames.Guest];
        job.RunIfChanged("guest package", target, job.Toolchain.Compiler, arguments, [source, scenario, key, .. files], folder);
        return target;
    }

    private static string GuestTable(byte[][] guests)
    {
        StringBuilder text = new("    .section .guest, \"a\"\n    .balign 16\n    .globl nf_guest_table\n");
        text.Append(CultureInfo.InvariantCulture, $"nf_guest_table:\n    .long {guests.Length}\n");
        for (int i = 0; i < guests.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"    .long nf_guest{i} - nf_guest_table, {guests[i].Length}\n");
        for (int i = 0; i < guests.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"    .balign 16\nnf_guest{i}:\n    .incbin \"guest{i}.wasm\"\n");
        AppendFile(text, "nf_scenario", "scenario.bin");
        AppendFile(text, "nf_device_key", "key.bin");
        return text.Append("    .section .note.GNU-stack, \"\"\n").ToString();
    }

    // The bytes of a file between two symbols.
    private static void AppendFile(StringBuilder text, string name, string file) =>
        text.Append(CultureInfo.InvariantCulture, $"    .balign 16\n    .globl {name}_start, {name}_end\n{name}_start:\n    .incbin \"{file}\"\n{name}_end:\n");

    private static byte[] ReadGuest(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NfException(Status.FileNotFound, $"no file {path}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NfException(Status.FileUnreadable, $"cannot read {path}: {error.Message}");
        }
    }

    private static string? BuildEngine(BuildJob job)
    {
        string source = Repository.PathOf("runtime-core", "native");
        if (!File.Exists(Path.Combine(source, "CMakeLists.txt")))
            return null;
        job.Say("WebAssembly engine");
        if (Environment.GetEnvironmentVariable("WASM3_SOURCE_DIR") is null && !Directory.Exists(Path.Combine(source, "node_modules", "react-native-webassembly")))
            job.Tools.RunChecked("npm ci", "npm", ["ci", "--silent", "--no-progress"], source);
        string folder = Repository.PathOf("build", job.Board.Name, "engine"), target = Path.Combine(folder, "libnf_engine.a");
        string toolchain = Repository.PathOf("boards", "common", "cmake", job.Board.IsCortexM ? "cortex-m.cmake" : "linux.cmake");
        List<string> configure = ["-S", source, "-B", folder, "-G", "Ninja", "-DCMAKE_TOOLCHAIN_FILE=" + toolchain, "-DNF_ENGINE_STATIC=ON",
            "-DNF_ENGINE_SMALL=" + (job.Board.IsCortexM ? "ON" : "OFF"), "-DNF_PREFIX=" + job.Toolchain.Prefix,
            "-DNF_CPU_FLAGS=" + string.Join(';', job.Toolchain.CpuFlags)];
        IReadOnlyList<string> inputs = InputStamp.Files([source], ".c", ".h", ".txt", ".json");
        InputStamp stamp = new(target, configure, inputs.Append(toolchain));
        if (stamp.IsCurrent)
            return target;
        stamp.Drop();
        job.Tools.RunChecked("cmake", "cmake", configure);
        job.Tools.RunChecked("the engine's build", "cmake", ["--build", folder]);
        stamp.Keep();
        return target;
    }

    private static string Link(BuildJob job, List<string> objects, string name)
    {
        job.Say("link");
        string image = Path.Combine(job.Folder, name + ".elf");
        List<string> arguments = [.. job.Toolchain.LinkFlags(job.Board, job.GeneratedFolder, image + ".map"), .. objects, "-lm", "-o", image];
        IEnumerable<string> scripts = InputStamp.Files([job.GeneratedFolder, Repository.PathOf("boards", "common")], ".ld");
        InputStamp stamp = new(image, [job.Toolchain.Compiler, .. arguments], objects.Concat(scripts));
        if (stamp.IsCurrent)
            return image;
        stamp.Drop();
        (int exitCode, string output) = job.Tools.Run(job.Toolchain.Compiler, arguments);
        if (exitCode != 0)
            throw LinkError(output, job);
        stamp.Keep();
        return image;
    }

    private static NfException LinkError(string output, BuildJob job)
    {
        string log = $"(log: {Repository.Relative(job.Tools.LogPath)})";
        foreach (string line in output.Split('\n'))
        {
            if (line.Contains("overflowed by", StringComparison.Ordinal))
                return new NfException(Status.ImageTooLarge, $"the image does not fit {job.Board.Name}: {Tail(line)} {log}");
        }

        return new NfException(Status.BuildFailed, $"link failed: {ForbiddenConstructs.Shorten(ToolRunner.FirstError(output))} {log}");
    }

    private static string Tail(string line) => line[(line.LastIndexOf(": ", StringComparison.Ordinal) + 1)..].Trim();

    // Self-tests may fill what the chip has; the linker sees to that.
    private static string Excess(BoardDescription board, SizeReport size, string program)
    {
        if (program is not ("firmware" or HostDescription.Program))
            return "";
        bool isHost = program == HostDescription.Program;
        // How many packages a host brings along is its operator's choice.
        long flash = size.FlashBytes - (isHost ? size.PackageBytes : 0);
        int most = isHost ? board.Host!.FlashBytesMax : board.FlashBytesMax;
        if (flash > most)
            return $"the image has {flash} bytes, but boards/{board.Name}/board.yaml allows {most}: 'nf size' shows where they are";
        return size.RamGuestBytes < board.RamGuestBytesMin && size.RamGuestBytes != 0
            ? $"a guest has {size.RamGuestBytes} bytes of RAM, but boards/{board.Name}/board.yaml asks for {board.RamGuestBytesMin}"
            : "";
    }

    // Two programs may want the same board at once: one waits.
    internal static FileStream Lock(string folder)
    {
        Directory.CreateDirectory(folder);
        DateTime end = DateTime.UtcNow.AddMinutes(10);
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (DateTime.UtcNow < end)
            {
                Thread.Sleep(100);
            }
            catch (IOException)
            {
                throw new NfException(Status.Busy, $"another build holds {Repository.Relative(folder)}/.lock for ten minutes");
            }
        }
    }
}
