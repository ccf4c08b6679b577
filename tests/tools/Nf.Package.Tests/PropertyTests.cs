using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nf.Errors;
using Nf.Examples.Tests;
using Nf.Runtime;
using static Nf.Package.Tests.WatText;

namespace Nf.Package.Tests;

/// <summary>
/// Packing anything at all: it never crashes, never makes an invalid package of a valid module, and gives the same bytes twice.
/// </summary>
[TestClass]
public sealed class PropertyTests
{
    private const int Seed = 20_260;
    private const int MutantCount = 3000;

    private const string Bulk = """
        (type $r (func (result i32 i64))) (memory 1) (table 8 funcref) (data "passive") (data (i32.const 9) "active")
        (elem (i32.const 0) $f $g) (elem funcref (ref.func $f) (ref.null func)) (elem declare func $g)
        (global $own (mut f64) (f64.const 1.5))
        (func $f (type $r)
          i32.const 0 i32.const 0 i32.const 3 memory.init 0 data.drop 0 data.drop 1 i32.const 1 return_call_indirect (type $r))
        (func $g (type $r) i32.const 0 i32.const 0 i32.const 2 table.init 1 elem.drop 1 elem.drop 2
          i32.const 4 i32.const 0 i32.const 2 table.copy i32.const 4 i32.const 0 i32.const 2 memory.copy return_call $f)
        (func (export "h") (param i32) loop local.get 0 i32.extend8_s if call $f drop drop br 1 end end)
        """;

    private static IEnumerable<object[]> Examples => ExampleFolder.Names.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Examples))]
    public void Examples_become_packages_that_the_validator_verifies(string name)
    {
        byte[] source = File.ReadAllBytes(ExampleFolder.Wasm(name));

        PackageResult package = Pack(source);

        CollectionAssert.AreEqual(package.Wasm, Packager.Pack(source, PackageOptions.Default).Wasm, "twice the same");
        Assert.AreEqual(Status.Ok, Verifier.Digest(package.Wasm));
        MeteringSummary summary = MeteringSummary.Of(package.Wasm);
        Assert.AreEqual(package.Functions, summary.Functions);
        Assert.AreEqual(package.ChargedFunctions, summary.ChargedFunctions);
        Assert.AreEqual(package.Functions + package.Loops, summary.Charges);
        Assert.AreEqual(package.StaticCost, summary.StaticCost);
        Assert.IsTrue(Packager.IsPackage(package.Wasm));
        Assert.IsFalse(Packager.IsPackage(source));
    }

    [TestMethod]
    public void A_valid_mutant_becomes_a_valid_package_and_a_broken_one_is_refused()
    {
        byte[][] sources =
            [.. ExampleFolder.Names.Select(name => File.ReadAllBytes(ExampleFolder.Wasm(name))), Compile(Bulk, names: true)];
        Random random = new(Seed);
        int packed = 0, valid = 0;
        for (int i = 0; i < MutantCount; i++)
        {
            byte[] mutant = Mutate(sources[i % sources.Length], random);
            string message = $"mutant {i} of seed {Seed}";
            byte[] package;
            try
            {
                package = Packager.Pack(mutant, PackageOptions.Default).Wasm;
            }
            catch (NfException error)
            {
                Assert.AreNotEqual(Status.Ok, error.Status);
                bool isRefusedForItsNames = error.Status is Status.ImportUnknown or Status.InvalidArgument or Status.ManifestInvalid;
                Assert.IsTrue(isRefusedForItsNames || Verifier.ValidateForInterpreter(mutant).Status != Status.Ok, $"{message}: {error.Message}");
                continue;
            }
            packed++;
            if (Verifier.Validate(mutant).Status != Status.Ok)
                continue;
            valid++;
            LoadError found = Verifier.Verify(package);
            Assert.AreEqual(Status.Ok, found.Status, $"{message}: {found.Detail} at {found.Offset} in function {found.FunctionIndex}");
            // wabt is a process each time: every tenth. It reads names, too, which make no module invalid for others.
            if (valid % 10 == 0)
                Assert.IsTrue(IsValid(package) || !IsValid(mutant), message);
        }
        Assert.IsTrue(valid > MutantCount / 10, $"{valid} valid mutants say something");
        Assert.IsTrue(packed < MutantCount, "some mutants are refused");
    }

    [TestMethod]
    public void A_package_whose_bytes_changed_does_not_have_its_digest()
    {
        byte[] package = Pack(File.ReadAllBytes(ExampleFolder.Wasm("thermostat"))).Wasm;
        int content = package.AsSpan().LastIndexOf("nfm\x01"u8);
        // In the digest itself, and in the bytes of the code.
        foreach (int at in new[] { content + 40, content + 71, package.Length / 2, 9 })
        {
            byte[] changed = [.. package];
            changed[at] ^= 1;
            if (at < content && Verifier.Verify(changed).Status is Status.TruncatedModule or Status.MalformedModule)
                continue;
            Assert.AreEqual(Status.DigestMismatch, Verifier.Digest(changed), $"byte {at}");
        }
    }

    // One to three bytes changed, copied from elsewhere, or exchanged.
    private static byte[] Mutate(byte[] source, Random random)
    {
        List<byte> mutant = [.. source];
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(WasmBytes.Header.Length, mutant.Count);
            switch (random.Next(4))
            {
                case 0: mutant[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: mutant[at] = (byte)random.Next(256); break;
                case 2: mutant[at] = mutant[random.Next(WasmBytes.Header.Length, mutant.Count)]; break;
                default: (mutant[at], mutant[at - 1]) = (mutant[at - 1], mutant[at]); break;
            }
        }
        return [.. mutant];
    }
}
