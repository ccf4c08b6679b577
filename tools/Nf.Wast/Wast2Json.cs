using System.ComponentModel;
using System.Diagnostics;
using Nf.Errors;

namespace Nf.Wast;

/// <summary>Runs wabt's wast2json, which translates the modules of a test file into binaries.</summary>
public static class Wast2Json
{
    /// <summary>The version that Debian 12 has. Others write the same JSON, but may take another set of features.</summary>
    public const string Version = "1.0.32";

    private const string Program = "wast2json";
    private const string Install = "sudo apt-get install -y --no-install-recommends wabt";

    /// <summary>Translates a file, which may use any feature: whether nf takes it, nf says.</summary>
    /// <param name="wastPath">The test file.</param>
    /// <param name="jsonPath">The JSON file to write; modules land beside it.</param>
    /// <exception cref="NfException">ToolMissing, or InvalidArgument when the file is not understood.</exception>
    public static void Run(string wastPath, string jsonPath)
    {
        (int exitCode, string errors) = Run(["--enable-all", wastPath, "-o", jsonPath]);
        if (exitCode == 0) return;
        string first = errors.Split('\n')[0].Trim();
        // Its own messages begin with file and line.
        throw new NfException(Status.InvalidArgument, $"wast2json: {first}");
    }

    /// <summary>Checks that it is there, in the version that is meant.</summary>
    /// <exception cref="NfException">ToolMissing.</exception>
    public static void Check()
    {
        (_, string output) = Run(["--version"]);
        string found = output.Trim();
        if (found != Version)
            throw new NfException(Status.ToolMissing, $"wast2json {Version} is needed, but it is '{found}'. On Debian 12: {Install}");
    }

    private static (int ExitCode, string Output) Run(string[] arguments)
    {
        ProcessStartInfo start = new(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            // It writes one or the other, and little.
            string output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        catch (Win32Exception error)
        {
            throw new NfException(Status.ToolMissing, $"wast2json is not installed: {Install}", error);
        }
    }
}
