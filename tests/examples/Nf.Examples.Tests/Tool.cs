using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace Nf.Examples.Tests;

/// <summary>What a command-line tool said.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error);

/// <summary>Runs the compilers and inspectors that the examples are built and checked with.</summary>
internal static class Tool
{
    /// <summary>Debian packages of the tools that are not named like their package.</summary>
    private static readonly Dictionary<string, string> Packages = new()
    {
        ["node"] = "nodejs",
        ["wasm-validate"] = "wabt",
        ["wasm-objdump"] = "wabt",
    };

    /// <summary>Runs a tool to its end, with bytes on its standard input.</summary>
    public static ToolResult Run(string tool, IEnumerable<string> arguments, byte[]? input = null)
    {
        ProcessStartInfo start = new(tool, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Start(start);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using (Stream standardInput = process.StandardInput.BaseStream)
            standardInput.Write(input);
        process.WaitForExit();
        return new ToolResult(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Runs a tool that must succeed, and gives its standard output.</summary>
    public static string Output(string tool, IEnumerable<string> arguments, byte[]? input = null)
    {
        ToolResult result = Run(tool, arguments, input);
        Assert.AreEqual(0, result.ExitCode, $"{tool}: {result.Output}{result.Error}");
        return result.Output;
    }

    /// <summary>Runs a guest in node; see play.mjs.</summary>
    public static string Play(string mode, string wasm, params IEnumerable<string> arguments) =>
        Output("node", PlayArguments(mode, wasm, arguments)).Trim();

    /// <summary>The arguments that make node run a guest.</summary>
    public static IEnumerable<string> PlayArguments(string mode, string wasm, params IEnumerable<string> arguments) =>
        ["--no-warnings", Path.Combine(AppContext.BaseDirectory, "play.mjs"), mode, wasm, .. arguments];

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            string package = Packages.GetValueOrDefault(start.FileName, start.FileName);
            throw new AssertFailedException($"{start.FileName} is missing: apt-get install {package}");
        }
    }
}
