using System;
using System.IO;
using Nf.Examples.Tests;
using Nf.Runtime;

namespace Nf.Package.Tests;

/// <summary>Modules as text, compiled by wabt, and the sequences of docs/PACKAGE.md as text.</summary>
internal static class WatText
{
    private static readonly string[] s_features = ["--enable-tail-call", "--enable-extended-const"];

    /// <summary>WAT of the globals F and D.</summary>
    public const string Globals = "(global $F (mut i64) (i64.const 0)) (global $D (mut i64) (i64.const 0))";

    /// <summary>WAT of the end of a function that takes a level of depth: the end of its block, and giving the level back.</summary>
    public const string Leave = "end global.get $D i64.const 1 i64.add global.set $D";

    /// <summary>WAT of the charge before a bulk instruction.</summary>
    public const string Bulk =
        "local.tee $N global.get $F local.get $N i64.extend_i32_u i64.const 4 i64.shr_u i64.sub local.tee $T global.set $F " + Check;

    private const string Check = "local.get $T i64.const 0 i64.lt_s if unreachable end";

    /// <summary>WAT of a region's charge; the function's last local is <c>(local $T i64)</c>.</summary>
    public static string Charge(long cost) => Take("$F", cost);

    /// <summary>WAT of taking a level of depth and of the block that follows.</summary>
    public static string Enter(string results = "") => $"{Take("$D", 1)} block {results}";

    private static string Take(string global, long cost) =>
        $"global.get {global} i64.const {cost} i64.sub local.tee $T global.set {global} {Check}";

    /// <summary>Compiles a module.</summary>
    public static byte[] Compile(string text, bool names = false)
    {
        string folder = Directory.CreateTempSubdirectory("nf-package-").FullName;
        try
        {
            string source = Path.Combine(folder, "module.wat");
            string wasm = Path.Combine(folder, "module.wasm");
            File.WriteAllText(source, $"(module {text})");
            Tool.Output("wat2wasm", [source, "-o", wasm, .. s_features, .. names ? new[] { "--debug-names" } : []]);
            return File.ReadAllBytes(wasm);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Whether wabt takes a module.</summary>
    public static bool IsValid(byte[] wasm)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, wasm);
            return Tool.Run("wasm-validate", [.. s_features, file]).ExitCode == 0;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Packs a module; wabt says that the package is valid, and the validator that it has the metered form.</summary>
    public static PackageResult Pack(byte[] wasm, PackageOptions? options = null)
    {
        PackageResult package = Packager.Pack(wasm, options ?? PackageOptions.Default);
        Assert.IsTrue(IsValid(package.Wasm), "the package is valid");
        LoadError error = Verifier.Verify(package.Wasm, package.Manifest.Engine);
        Assert.AreEqual(Status.Ok, error.Status, $"{error.Detail} at {error.Offset} in function {error.FunctionIndex}");
        return package;
    }

    /// <summary>Packs a module given as text.</summary>
    public static PackageResult Pack(string text, bool names = false) => Pack(Compile(text, names));

    /// <summary>Asserts that a package is, but for its manifest, the module given as text.</summary>
    public static void AssertPackage(string expected, byte[] package) =>
        AssertBytes(Compile(expected), WasmBytes.Without(package, "nf.manifest"));

    /// <summary>Asserts that two modules are the same; shows them as text if not.</summary>
    public static void AssertBytes(byte[] expected, byte[] actual)
    {
        if (!expected.AsSpan().SequenceEqual(actual))
            Assert.Fail($"expected:\n{Show(expected)}\nfound:\n{Show(actual)}");
    }

    private static string Show(byte[] wasm)
    {
        string file = Path.GetTempFileName();
        File.WriteAllBytes(file, wasm);
        ToolResult result = Tool.Run("wasm2wat", [file, "--no-check", .. s_features]);
        File.Delete(file);
        return result.Output + result.Error + Convert.ToHexString(wasm);
    }
}
