using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>Guests written as text, compiled by wabt's wat2wasm; each text once.</summary>
internal static class Wat
{
    private static readonly ConcurrentDictionary<(string Text, bool Names), byte[]> s_compiled = new();

    /// <summary>The module's bytes.</summary>
    /// <param name="text">The module, with or without <c>(module …)</c> around it.</param>
    /// <param name="names">Whether it gets a name section.</param>
    public static byte[] Compile(string text, bool names = false) => s_compiled.GetOrAdd((text, names), Run);

    private static byte[] Run((string Text, bool Names) source)
    {
        string folder = Directory.CreateTempSubdirectory("nf-wat-").FullName;
        try
        {
            string input = Path.Combine(folder, "guest.wat");
            string output = Path.Combine(folder, "guest.wasm");
            File.WriteAllText(input, source.Text);
            ProcessStartInfo start = new("wat2wasm") { RedirectStandardError = true };
            // Ill-typed guests are wanted, too.
            foreach (string argument in new[] { input, "-o", output, "--no-check" }) start.ArgumentList.Add(argument);
            if (source.Names) start.ArgumentList.Add("--debug-names");
            using Process process = Process.Start(start)!;
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) throw new AssertFailedException($"wat2wasm: {errors}");
            return File.ReadAllBytes(output);
        }
        catch (Win32Exception)
        {
            throw new AssertFailedException("wat2wasm is missing; it comes with: apt-get install wabt");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
