using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.Runtime;

namespace Nf.Bench.Tests;

[TestClass]
public sealed class KernelModuleTests
{
    [TestMethod]
    [DataRow("kernels.wasm")]
    [DataRow("kernels-small.wasm")]
    [DataRow("kernels-wasi.wasm")]
    public void CommittedModuleIsWhatItsSourcesGive(string name)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("nf-kernels-");
        try
        {
            using Process build = Process.Start(Repository.PathOf("bench", "kernels", "build.sh"), [folder.FullName]);
            build.WaitForExit();
            Assert.AreEqual(0, build.ExitCode);
            CollectionAssert.AreEqual(
                File.ReadAllBytes(Path.Combine(folder.FullName, name)), File.ReadAllBytes(Repository.PathOf("bench", "kernels", name)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public unsafe void EveryKernelIsAnExport()
    {
        byte[] plain = File.ReadAllBytes(KernelModules.Plain);
        fixed (byte* wasm = plain)
        {
            Assert.AreEqual(Status.Ok, WasmModule.Open(wasm, plain.Length, out WasmModule module, out _));
            foreach (Kernel kernel in Kernel.All)
            {
                byte[] name = [.. "kernel_"u8, .. System.Text.Encoding.ASCII.GetBytes(kernel.Name)];
                Assert.AreEqual(Status.Ok, module.FindExport(name, ExternalKind.Function, out _), kernel.Name);
            }
        }
    }

    [TestMethod]
    public void CopiesDifferInWhatTheyExportOnly()
    {
        KernelModules.Make();
        byte[] package = File.ReadAllBytes(KernelModules.Package), open = File.ReadAllBytes(KernelModules.OpenPackage);
        SectionList left = new(package), right = new(open);
        foreach (SectionId id in Enum.GetValues<SectionId>().Where(id => id != SectionId.Custom))
        {
            uint expected = left.Count(id) + (id == SectionId.Export ? 2u : 0);
            Assert.AreEqual(expected, right.Count(id), id.ToString());
        }
        left.Remove(SectionId.Export);
        right.Remove(SectionId.Export);
        CollectionAssert.AreEqual(left.ToModule(), right.ToModule());
    }
}
