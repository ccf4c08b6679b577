using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;

namespace Nf.Sanitizer.Tests;

/// <summary>The driver of tests/fuzz/native, built with clang's address and undefined behaviour sanitizers.</summary>
internal static class Driver
{
    private static readonly Lazy<string> s_program = new(Build, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>Runs it.</summary>
    /// <param name="arguments">Options and modules.</param>
    /// <returns>Its lines about modules, by their first word, and all it wrote.</returns>
    public static (ILookup<string, string> Lines, string Output) Run(params IEnumerable<string> arguments)
    {
        (_, string output) = Execute(s_program.Value, [.. arguments], TimeSpan.FromMinutes(10));
        string[] words = ["ok", "refused", "FOUND"];
        ILookup<string, string> lines = output.Split('\n').Select(line => line.Split(' ', 2))
            .Where(parts => parts.Length == 2 && words.Contains(parts[0])).ToLookup(parts => parts[0], parts => parts[1]);
        return (lines, output);
    }

    private static string Build()
    {
        string source = Repository.PathOf("tests", "fuzz", "native"), folder = Repository.PathOf("build", "sanitize");
        Expect(Execute("cmake", ["-S", source, "-B", folder, "-G", "Ninja", "-DCMAKE_C_COMPILER=clang-14"], TimeSpan.FromMinutes(2)));
        Expect(Execute("cmake", ["--build", folder], TimeSpan.FromMinutes(10)));
        return Repository.PathOf("build", "sanitize", "nf_sanitize");
    }

    private static void Expect((int ExitCode, string Output) result) =>
        Assert.AreEqual(0, result.ExitCode, "needs clang and its sanitizers (Debian: clang-14, libclang-rt-14-dev): " + result.Output);

    /// <summary>Runs a program to its end and gives all that it wrote.</summary>
    internal static (int ExitCode, string Output) Execute(string program, string[] arguments, TimeSpan limit)
    {
        ProcessStartInfo start = new("sh", ["-c", "exec \"$0\" \"$@\" 2>&1", program, .. arguments]) { RedirectStandardOutput = true };
        try
        {
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            Assert.IsTrue(process.WaitForExit(limit), program + " does not end");
            return (process.ExitCode, output);
        }
        catch (Win32Exception)
        {
            return (-1, program + " is missing");
        }
    }
}
