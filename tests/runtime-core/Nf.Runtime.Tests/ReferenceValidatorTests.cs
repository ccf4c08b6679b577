using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>The validator and wabt's <c>wasm-validate</c> agree on real modules with changed bytes.</summary>
[TestClass]
public sealed class ReferenceValidatorTests
{
    private const int Mutations = 2400;
    private const int Seed = 20_261_121;

    /// <summary>Where results are written.</summary>
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public void Changed_modules_are_judged_alike() => Compare(Samples.All, Mutations, ValidationRules.Source);

    [TestMethod]
    public void Changed_modules_with_references_are_judged_alike() => Compare([Samples.References], Mutations, ValidationRules.Source);

    private void Compare(IReadOnlyList<byte[]> samples, int mutations, ValidationRules rules)
    {
        ConcurrentBag<string> wrong = [];
        int valid = 0, invalid = 0, features = 0, limits = 0, faults = 0;
        string folder = Directory.CreateTempSubdirectory("nf-reference-").FullName;
        try
        {
            Parallel.For(0, mutations, new ParallelOptions { MaxDegreeOfParallelism = 2 }, number =>
            {
                byte[] wasm = Mutant(samples, number);
                Status status = Validation.Run(wasm, rules, out _, out LoadError error);
                if (status == Status.FeatureNotSupported) Interlocked.Increment(ref features);
                else if (status == Status.LimitExceeded) Interlocked.Increment(ref limits);
                else if (status == Status.Ok) Interlocked.Increment(ref valid);
                else Interlocked.Increment(ref invalid);
                if (status is Status.FeatureNotSupported or Status.LimitExceeded) return;

                string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number}.wasm"));
                File.WriteAllBytes(path, wasm);
                (int exitCode, string words) = WabtTool.Run(
                    "wasm-validate", path, "--enable-tail-call", "--enable-extended-const", "--ignore-custom-section-errors");
                bool differ = (exitCode == 0) != (status == Status.Ok);
                if (differ && exitCode == 0 && IsFaultOfWabt(status, error.Detail)) Interlocked.Increment(ref faults);
                else if (differ) wrong.Add($"{number}: {status} {error.Detail} at {error.Offset}; wasm-validate: {words}");
                if (!differ) File.Delete(path);
            });
        }
        finally
        {
            if (wrong.IsEmpty) Directory.Delete(folder, recursive: true);
        }

        TestContext.WriteLine($"seed {Seed}: {mutations} mutants: valid {valid}, invalid {invalid}, features {features}, limits {limits}, faults of wabt {faults}");
        Assert.IsEmpty(wrong, $"{folder}\n{string.Join('\n', wrong.Order(StringComparer.Ordinal))}");
        Assert.IsGreaterThan(mutations / 10, valid);
        Assert.IsGreaterThan(mutations / 2, invalid);
        Assert.IsLessThan(mutations / 100, faults);
    }

    // wabt 1.0.32 takes a function body without its last end (core specification 5.4.9) and undefined kinds of segments (5.5.12, 5.5.14); told
    // to ignore errors in custom sections it takes names of sections that are no UTF-8 (5.5.3).
    private static bool IsFaultOfWabt(Status status, LoadDetail detail) => (status, detail) is
        (Status.TruncatedModule, LoadDetail.SectionSize) or (Status.MalformedModule, LoadDetail.SegmentKind or LoadDetail.NameEncoding);

    // Most changes go where they are not refused at once: into the bodies.
    private static byte[] Mutant(IReadOnlyList<byte[]> samples, int number)
    {
        Random random = new(Seed + number);
        byte[] wasm = [.. samples[number % samples.Count]];
        (int start, int end) = CodeSection(wasm);
        int changes = 1 + random.Next(3);
        for (int i = 0; i < changes; i++)
        {
            int place = random.Next(5) == 0 ? random.Next(8, wasm.Length) : random.Next(start, end);
            wasm[place] = random.Next(4) switch
            {
                0 => (byte)random.Next(256),
                1 => (byte)(wasm[place] ^ 1 << random.Next(8)),
                2 => (byte)(wasm[place] + random.Next(-3, 4)),
                _ => wasm[random.Next(start, end)],
            };
        }

        return wasm;
    }

    private static unsafe (int Start, int End) CodeSection(byte[] wasm)
    {
        fixed (byte* bytes = wasm)
        {
            Assert.AreEqual(Status.Ok, WasmModule.Open(bytes, wasm.Length, out WasmModule module, out _));
            SectionRange range = module.Section(SectionId.Code);
            return (range.Start, range.End);
        }
    }
}
