using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using Nf.Build;
using Nf.Errors;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>The kernels in all forms that engines take: one compiled module, and what is made of it. Files lie below build/.</summary>
internal static class KernelModules
{
    private const string AheadTarget = "linux-x64";

    private static readonly string s_folder = Repository.PathOf("build", "host", "kernels");

    /// <summary>The module as the compiler made it.</summary>
    public static string Plain { get; } = Repository.PathOf("bench", "kernels", "kernels.wasm");

    /// <summary>All kernels but float and sha256, as the compiler made them: for boards with little RAM.</summary>
    public static string SmallPlain { get; } = Repository.PathOf("bench", "kernels", "kernels-small.wasm");

    /// <summary>They as a package.</summary>
    public static string SmallPackage { get; } = Path.Combine(s_folder, "kernels-small.nf.wasm");

    /// <summary>The same kernels as a program for WASI.</summary>
    public static string Wasi { get; } = Repository.PathOf("bench", "kernels", "kernels-wasi.wasm");

    /// <summary>The module as a package: lowered and metered.</summary>
    public static string Package { get; } = Path.Combine(s_folder, "kernels.nf.wasm");

    /// <summary>The package, with its two globals exported as F and D; otherwise byte for byte the same code.</summary>
    public static string OpenPackage { get; } = Path.Combine(s_folder, "kernels-open.nf.wasm");

    /// <summary>The program that gcc makes of the same sources.</summary>
    public static string Native { get; } = Path.Combine(s_folder, "kernels");

    /// <summary>What nf compiles a form to, for this machine.</summary>
    public static string Artefact(string module, AheadChecks checks) => Path.Combine(s_folder, $"{Path.GetFileName(module)}.{checks}.so");

    /// <summary>Makes the files that are made.</summary>
    /// <exception cref="NfException">A compiler is missing or failed.</exception>
    public static void Make()
    {
        Directory.CreateDirectory(s_folder);
        Pack(Plain, Package);
        Pack(SmallPlain, SmallPackage);
        File.WriteAllBytes(OpenPackage, WithMeteringExported(File.ReadAllBytes(Package)));
        foreach (AheadChecks checks in Enum.GetValues<AheadChecks>())
        {
            CompileAhead(Plain, checks);
            CompileAhead(Package, checks);
        }
        using Process compiler = Process.Start(Repository.PathOf("bench", "kernels", "build.sh"), ["--native", s_folder]);
        compiler.WaitForExit();
        if (compiler.ExitCode != 0)
            throw new NfException(Status.BuildFailed, "bench/kernels does not compile natively; what gcc says stands above.");
    }

    /// <summary>A copy of a package whose fuel and depth, its last globals, are exported.</summary>
    public static byte[] WithMeteringExported(byte[] package)
    {
        SectionList sections = new(package);
        uint globals = sections.Count(SectionId.Global);
        sections.AppendExport("F", ExternalKind.Global, globals - 2);
        sections.AppendExport("D", ExternalKind.Global, globals - 1);
        return sections.ToModule();
    }

    /// <summary>A copy of the plain module that exports nothing but a function that calls a kernel.</summary>
    public static byte[] WithCall(byte[] plain, Kernel kernel, uint rounds)
    {
        SectionList sections = new(plain);
        uint type = sections.Count(SectionId.Type), function = sections.Count(SectionId.Function);
        byte[] constant = [.. Enumerable.Range(0, 5).Select(i => (byte)((rounds >> (7 * i) & 0x7F) | (i < 4 ? 0x80u : 0)))];
        byte[] body = [0, (byte)Opcode.I32Const, .. constant, (byte)Opcode.Call, .. SectionList.Number(IndexOf(plain, kernel)), (byte)Opcode.End];
        sections.Append(SectionId.Type, [0x60, 0, 1, (byte)WasmType.I64]);
        sections.Append(SectionId.Function, SectionList.Number(type));
        sections.Append(SectionId.Code, [.. SectionList.Number((uint)body.Length), .. body]);
        sections.ExportOnly("run", ExternalKind.Function, function);
        return sections.ToModule();
    }

    private static void Pack(string plain, string package)
    {
        PackageOptions options = new() { Name = Path.GetFileNameWithoutExtension(plain), Fuel = InstanceLimits.FuelMax };
        File.WriteAllBytes(package, Packager.Pack(File.ReadAllBytes(plain), options).Wasm);
    }

    private static void CompileAhead(string module, AheadChecks checks)
    {
        AheadArtefact artefact = AheadCompiler.Compile(new AheadRequest
        {
            Package = File.ReadAllBytes(module),
            Name = Path.GetFileName(module),
            Target = AheadTarget,
            Checks = checks,
            Shared = true,
        });
        File.Copy(artefact.Path, Artefact(module, checks), overwrite: true);
    }

    private static unsafe uint IndexOf(byte[] plain, Kernel kernel)
    {
        fixed (byte* wasm = plain)
        {
            Bench.Require(WasmModule.Open(wasm, plain.Length, out WasmModule module, out _));
            Status status = module.FindExport(Encoding.ASCII.GetBytes("kernel_" + kernel.Name), ExternalKind.Function, out int index);
            return status == Status.Ok ? (uint)index
                : throw new NfException(status, $"bench/kernels/kernels.wasm exports no function kernel_{kernel.Name}.");
        }
    }
}
