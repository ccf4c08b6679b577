using System.Collections.Concurrent;
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
            // Ill-typed guests are wanted, too.
            string[] options = ["--no-check", "--enable-tail-call", "--enable-extended-const", .. source.Names ? ["--debug-names"] : (string[])[]];
            (int exitCode, string errors) = WabtTool.Run("wat2wasm", [input, "-o", output, .. options]);
            if (exitCode != 0) throw new AssertFailedException($"wat2wasm: {errors}");
            return File.ReadAllBytes(output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
