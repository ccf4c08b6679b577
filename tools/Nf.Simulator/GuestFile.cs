using System.IO;
using Nf.Errors;

namespace Nf.Simulator;

/// <summary>A module and, if it has one, its scenario, as found on disk.</summary>
/// <param name="WasmPath">The module's file.</param>
/// <param name="ScenarioPath">The scenario's file; null when there is none.</param>
/// <param name="Wasm">The module's bytes.</param>
public sealed record GuestFile(string WasmPath, string? ScenarioPath, byte[] Wasm)
{
    /// <summary>The name of the file without its folder, for messages.</summary>
    public string Name => Path.GetFileName(WasmPath);

    /// <summary>
    /// Finds a guest: a file is the module itself; of a folder NAME it is NAME/NAME.wasm with NAME/scenario.yaml.
    /// </summary>
    /// <param name="path">A file or folder.</param>
    /// <exception cref="NfException">FileNotFound or FileUnreadable.</exception>
    public static GuestFile Open(string path)
    {
        if (Directory.Exists(path))
            return OpenFolder(path);
        if (!File.Exists(path))
            throw new NfException(Status.FileNotFound, $"{path}: no such file or folder; give a .wasm file or an example folder.");
        return new GuestFile(path, null, Files.Read(path));
    }

    private static GuestFile OpenFolder(string folder)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        string wasm = Path.Combine(folder, name + ".wasm");
        if (!File.Exists(wasm))
            throw new NfException(Status.FileNotFound,
                $"{folder}: the folder has no {name}.wasm; build it there, or give the path of a .wasm file.");
        string scenario = Path.Combine(folder, "scenario.yaml");
        return new GuestFile(wasm, File.Exists(scenario) ? scenario : null, Files.Read(wasm));
    }
}
