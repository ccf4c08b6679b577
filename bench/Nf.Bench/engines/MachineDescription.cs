using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace Nf.Bench;

/// <summary>The machine that figures were measured on, without its name.</summary>
/// <param name="Date">The day, as YYYY-MM-DD.</param>
/// <param name="Processor">Its model.</param>
/// <param name="Cores">Cores that programs may use.</param>
/// <param name="System">The operating system and its kernel.</param>
/// <param name="Tools">Versions of compilers and engines, by name.</param>
internal sealed record MachineDescription(string Date, string Processor, int Cores, string System, IReadOnlyDictionary<string, string> Tools)
{
    private static readonly (string Name, string Program, string Arguments)[] s_tools =
    [
        ("gcc", "gcc", "--version"), ("clang", "clang-14", "--version"), ("node", "node", "--version"),
        ("V8", "node", "-p process.versions.v8"), ("wabt", "wasm-interp", "--version"), ("wasm3", "wasm3", "--version"),
        ("iwasm", "iwasm", "--version"), ("wasmtime", "wasmtime", "--version"), ("wasmer", "wasmer", "--version"),
        ("arm-none-eabi-gcc", "arm-none-eabi-gcc", "--version"), ("qemu-system-arm", "qemu-system-arm", "--version"),
    ];

    /// <summary>Looks around.</summary>
    public static MachineDescription Read() => new(
        DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Model(), Environment.ProcessorCount,
        $"{Value("/etc/os-release", "PRETTY_NAME=").Trim('"')}, kernel {Environment.OSVersion.Version.ToString(2)}, {RuntimeInformation.FrameworkDescription}",
        s_tools.Select(tool => (tool.Name, Version: FirstLine(tool.Program, tool.Arguments))).Where(tool => tool.Version.Length > 0)
            .ToDictionary(tool => tool.Name, tool => tool.Version));

    private static string Model()
    {
        string model = Value("/proc/cpuinfo", "model name");
        return model.Length > 0 ? model.TrimStart('\t', ' ', ':') : RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string Value(string file, string key) => !File.Exists(file) ? "" :
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..] ?? "";

    private static string FirstLine(string program, string arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output.Split('\n')[0].Trim();
        }
        catch (Win32Exception)
        {
            return "";
        }
    }
}
