using System;
using System.Collections.Generic;
using System.Linq;
using Nf.Errors;
using Nf.Runtime;
using static Nf.Package.Tests.WatText;

namespace Nf.Package.Tests;

/// <summary>When a guest runs and what happens when it fails: options, nf.yaml, the manifest, and what is refused.</summary>
[TestClass]
public sealed class SupervisionTests
{
    private static readonly string[] s_gpio = ["gpio"];

    private static readonly SupervisionOptions s_most = new()
    {
        Period = uint.MaxValue,
        Deadline = uint.MaxValue,
        Gap = uint.MaxValue,
        MemoryBytes = 131_072,
        TrialRuns = 65535,
        Policy = FaultPolicy.Safe,
        RestartsMax = 255,
        Backoff = 65_535_000,
        BackoffMax = uint.MaxValue * 1000ul,
        SafeOutputs = [.. Enumerable.Range(0, 8).Select(i => new SafeOutput($"PF{i}", i % 2 == 1))],
    };

    private static IEnumerable<object[]> Broken =>
    [
        ["period", new SupervisionOptions { Period = 1ul << 32 }],
        ["needs a gap", new SupervisionOptions { Period = 0 }],
        ["deadline is 101 ms, longer than the period, 100 ms", new SupervisionOptions { Deadline = 101_000 }],
        ["longer than the gap, 20 us", new SupervisionOptions { Period = 0, Gap = 20, Deadline = 21 }],
        ["gap", new SupervisionOptions { Gap = 1ul << 32 }],
        ["memory-bytes", new SupervisionOptions { MemoryBytes = 131_073 }],
        ["trial-runs", new SupervisionOptions { TrialRuns = 0 }],
        ["backoff is 1500 us, but must be whole milliseconds", new SupervisionOptions { Backoff = 1500 }],
        ["backoff in ms is 65536", new SupervisionOptions { Backoff = 65_536_000 }],
        ["backoff, 100 ms, is longer than backoff-max, 99 ms", new SupervisionOptions { BackoffMax = 99_000 }],
        ["backoff-max is 1 us", new SupervisionOptions { BackoffMax = 1 }],
        ["9 safe outputs", new SupervisionOptions { SafeOutputs = [.. Enumerable.Range(0, 9).Select(i => new SafeOutput($"PF{i}", false))] }],
        ["safe-output ''", new SupervisionOptions { SafeOutputs = [new SafeOutput("", false)] }],
        ["safe-output 'P F0'", new SupervisionOptions { SafeOutputs = [new SafeOutput("P F0", false)] }],
        ["'PF0' is given twice", new SupervisionOptions { SafeOutputs = [new SafeOutput("PF0", false), new SafeOutput("PF0", true)] }],
    ];

    [TestMethod]
    [DynamicData(nameof(Broken))]
    public void Each_broken_rule_is_refused(string word, SupervisionOptions options)
    {
        PackageOptions all = new() { Capabilities = s_gpio, Supervision = options };

        NfException error = Assert.ThrowsExactly<NfException>(() => Packager.Pack(Compile("(memory 2)"), all with { MemoryPages = 2 }));

        Assert.AreEqual(Status.ManifestInvalid, error.Status);
        StringAssert.Contains(error.Message, word);
    }

    [TestMethod]
    public void A_safe_output_needs_its_capability()
    {
        SupervisionOptions options = new() { SafeOutputs = [new SafeOutput("PF0", true)] };
        PackageOptions all = new() { Capabilities = ["gpio:PF0:in", "gpio:PF1"], Supervision = options };

        NfException error = Assert.ThrowsExactly<NfException>(() => Packager.Pack(Compile("(memory 2)"), all));

        StringAssert.Contains(error.Message, "safe output PF0=high needs a capability: gpio, gpio:PF0, gpio:PF0:out");
    }

    [TestMethod]
    [DataRow(GuestEngine.Interpreter)]
    [DataRow(GuestEngine.Aot)]
    public void Everything_is_read_as_it_was_written(GuestEngine engine)
    {
        ManifestContent manifest = Content(s_most, engine);

        SupervisionContent read = manifest.Supervision!;
        Assert.AreEqual(engine, manifest.Engine);
        Assert.AreEqual(
            (uint.MaxValue, uint.MaxValue, uint.MaxValue, 131_072u),
            (read.Numbers.PeriodMicroseconds, read.Numbers.DeadlineMicroseconds, read.Numbers.GapMicroseconds, read.Numbers.MemoryBytes));
        Assert.AreEqual(
            ((ushort)65535, FaultPolicy.Safe, (byte)255, (ushort)65535, uint.MaxValue),
            (read.Numbers.TrialRuns, read.Numbers.Policy, read.Numbers.RestartsMax, read.Numbers.BackoffMilliseconds, read.Numbers.BackoffMaxMilliseconds));
        CollectionAssert.AreEqual(s_most.SafeOutputs!.ToArray(), read.SafeOutputs.ToArray());
    }

    [TestMethod]
    public void One_key_gives_a_block_with_the_defaults_for_the_rest()
    {
        SupervisionContent read = Content(new SupervisionOptions { Policy = FaultPolicy.Stop }, null).Supervision!;

        Assert.AreEqual(Supervision.Default with { Policy = FaultPolicy.Stop }, read.Numbers);
        Assert.AreEqual(0, read.SafeOutputs.Count);
    }

    [TestMethod]
    public void No_key_gives_no_block() => Assert.IsNull(Content(new SupervisionOptions(), null).Supervision);

    /// <summary>
    /// Whatever stands at a place of a manifest: it is refused, or its meaning, written again, gives the same bytes. So nothing has two
    /// meanings, and nothing is overlooked.
    /// </summary>
    [TestMethod]
    public void Every_byte_of_a_manifest_is_refused_or_means_what_it_says()
    {
        PackageOptions options = new() { Capabilities = ["gpio:PF0:out", "gpio:PF1", "i2c"], Supervision = s_most with
        {
            Period = 100_000, Deadline = 50_000, Gap = 5_000, SafeOutputs = [new SafeOutput("PF0", false), new SafeOutput("PF1", true)],
        } };
        byte[] package = Pack(Compile("(memory 2)"), options with { MemoryPages = 2 }).Wasm;
        int start = package.AsSpan().IndexOf("nf.manifest"u8) + Manifest.SectionName.Length;
        int taken = 0, refused = 0;
        for (int at = start; at < package.Length; at++)
        {
            byte before = package[at];
            for (int value = 0; value < 256; value++)
            {
                package[at] = (byte)value;
                if (Reread(package) is not { } manifest)
                {
                    refused++;
                    continue;
                }
                taken++;
                // The digest is not a part of what is read: it is computed when the manifest is written.
                bool isDigest = at >= start + 40 && at < start + 72;
                if (!isDigest)
                    CollectionAssert.AreEqual(package[start..], Rewrite(package, start, manifest), $"byte {at - start} is {value}");
            }
            package[at] = before;
        }
        Assert.IsGreaterThan(10_000, refused);
        Assert.IsGreaterThan(10_000, taken);
    }

    [TestMethod]
    public void The_file_says_what_the_options_say()
    {
        SupervisionOptions options = LimitsFile.Parse("nf.yaml", """
            period: 100ms
            deadline: 20us
            gap: 1s
            memory-bytes: 4096
            trial-runs: 3
            policy: safe
            restarts-max: 4
            backoff: 200ms
            backoff-max: 2s
            safe-output: [PF0=low, PF1=high]
            """).Supervision;

        Assert.AreEqual((100_000ul, 20ul, 1_000_000ul), (options.Period!.Value, options.Deadline!.Value, options.Gap!.Value));
        Assert.AreEqual((4096u, (ushort)3, FaultPolicy.Safe), (options.MemoryBytes!.Value, options.TrialRuns!.Value, options.Policy!.Value));
        Assert.AreEqual(((byte)4, 200_000ul, 2_000_000ul), (options.RestartsMax!.Value, options.Backoff!.Value, options.BackoffMax!.Value));
        CollectionAssert.AreEqual(new[] { new SafeOutput("PF0", false), new SafeOutput("PF1", true) }, options.SafeOutputs!.ToArray());
        Assert.AreEqual(SupervisionOptions.None, LimitsFile.Parse("nf.yaml", "fuel: 1").Supervision);
        SupervisionOptions other = new() { Period = 7, TrialRuns = 9 };
        Assert.AreEqual((7ul, (ushort)9, 20ul), (other.Or(options).Period!.Value, other.Or(options).TrialRuns!.Value, other.Or(options).Deadline!.Value));
    }

    [TestMethod]
    [DataRow("period: 100", "'100' must be a whole number with a unit")]
    [DataRow("period: 1.5s", "'1.5s' must be")]
    [DataRow("period: -1s", "'-1s' must be")]
    [DataRow("deadline: 4294968s", "'4294968s' must be")]
    [DataRow("backoff: ms", "'ms' must be")]
    [DataRow("name: a\npolicy: reboot", "nf.yaml:2: 'reboot' must be restart, stop or safe")]
    [DataRow("restarts-max: 256", "at most 255")]
    [DataRow("trial-runs: 65536", "at most 65535")]
    [DataRow("safe-output: PF0=low", "expected a list")]
    [DataRow("safe-output: [PF0]", "'PF0' must be a pin and its level")]
    [DataRow("safe-output: [PF0=1]", "'PF0=1' must be")]
    [DataRow("safe-output: [PF0=low=high]", "must be a pin and its level")]
    public void A_wrong_file_is_refused_with_its_line(string text, string expected)
    {
        NfException error = Assert.ThrowsExactly<NfException>(() => LimitsFile.Parse("nf.yaml", text));

        Assert.AreEqual(Status.ManifestInvalid, error.Status);
        StringAssert.Contains(error.Message, expected);
    }

    [TestMethod]
    [DataRow("0", 0ul, "0 ms")]
    [DataRow("20us", 20ul, "20 us")]
    [DataRow("1000us", 1000ul, "1 ms")]
    [DataRow("1500us", 1500ul, "1500 us")]
    [DataRow("60s", 60_000_000ul, "60 s")]
    [DataRow("4294967295ms", 4_294_967_295_000ul, "4294967295 ms")]
    public void A_time_has_a_unit(string text, ulong microseconds, string written)
    {
        Assert.IsTrue(DurationText.TryParse(text, out ulong read));
        Assert.AreEqual(microseconds, read);
        Assert.AreEqual(written, DurationText.Of(read));
    }

    private static ManifestContent Content(SupervisionOptions supervision, GuestEngine? engine)
    {
        PackageOptions options = new() { Capabilities = s_gpio, MemoryPages = 2, Engine = engine, Supervision = supervision };
        return PackageInspection.Of(Packager.Pack(Compile("(memory 2)"), options).Wasm).Manifest;
    }

    private static ManifestContent? Reread(byte[] package)
    {
        try
        {
            return PackageInspection.Of(package).Manifest;
        }
        catch (NfException error) when (error.Status == Status.ManifestInvalid)
        {
            return null;
        }
    }

    // The manifest's content, written again behind the same module.
    private static byte[] Rewrite(byte[] package, int start, ManifestContent manifest)
    {
        WasmWriter again = new();
        int section = start - Manifest.SectionName.Length - 4;
        again.Raw(package.AsSpan(0, section));
        manifest.Append(again);
        return again.Bytes[start..].ToArray();
    }
}
