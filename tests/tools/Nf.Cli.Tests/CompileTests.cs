using System.IO;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Errors;
using Nf.Runtime.Tests;
using Nf.Simulator;

namespace Nf.Cli.Tests;

/// <summary>`nf compile`, and guests that run ahead of time in this process.</summary>
[TestClass]
public unsafe class CompileTests
{
    [TestMethod]
    public void A_shared_object_runs_with_the_package_that_it_was_made_from_and_with_no_other()
    {
        using TemporaryFolder folder = new();
        string package = Path.Combine(folder.Path, "guest.nf.wasm"), shared = Path.Combine(folder.Path, "guest.so");
        NfRun.Here("pack", NfRun.Example("thermostat"), "-o", package).AssertDone();

        JsonObject made = NfRun.Here("compile", package, "--target", "linux-x64", "-o", shared, "--json").Json;

        byte[] digest = SHA256.HashData(File.ReadAllBytes(package));
        Assert.AreEqual(System.Convert.ToHexStringLower(digest), (string)made["package_digest"]!);
        AheadLibrary library = new(shared);
        Assert.IsTrue(library.Find(digest) != null);
        digest[0] ^= 1;
        NfException refused = Assert.ThrowsExactly<NfException>(() => library.Find(digest));
        Assert.AreEqual(Status.DigestMismatch, refused.Status);
        StringAssert.Contains(refused.Message, "run `nf compile` again");
    }

    [TestMethod]
    public void What_cannot_be_compiled_is_told_in_one_line_without_C()
    {
        using TemporaryFolder folder = new();
        string guest = folder.Write("guest.wasm", Wat.Compile("(memory 1) (func (export \"run\") (result i32) i32.const 1)"));

        NfRun guard = NfRun.Here("compile", guest, "--target", "linux-arm", "--checks", "guard");
        NfRun shared = NfRun.Here("compile", guest, "--target", "lm3s6965evb", "-o", Path.Combine(folder.Path, "guest.so"));

        StringAssert.Contains(guard.Error, "linux-arm has no 64-bit addresses for guard pages: choose --checks explicit");
        StringAssert.Contains(shared.Error, "lm3s6965evb loads no shared objects");
    }

    [TestMethod]
    [DataRow("guard")]
    [DataRow("explicit")]
    public void Tables_grow_together_to_what_the_manifest_says(string checks)
    {
        using TemporaryFolder folder = new();
        folder.Write("nf.yaml", "engine: aot\ntable-elements: 8\n");
        string guest = folder.Write("guest.wasm", Wat.Compile("""
            (table $a 2 funcref) (table $b 2 externref)
            (func (export "run") (result i32 i32 i32 i32 i32)
              (table.grow $a (ref.null func) (i32.const 3)) (table.grow $b (ref.null extern) (i32.const 2))
              (table.grow $b (ref.null extern) (i32.const 1)) (table.grow $a (ref.null func) (i32.const 1)) (table.size $a))
            """));

        string results = NfRun.Here("run", guest, "--checks", checks, "--invoke", "run").Output;

        Assert.AreEqual("i32 2\ni32 -1\ni32 2\ni32 -1\ni32 5\n", results.ReplaceLineEndings("\n"));
    }
}
