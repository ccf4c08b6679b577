using System.Collections.Generic;
using System.Linq;
using Nf.Errors;
using static Nf.Package.Tests.WatText;

namespace Nf.Package.Tests;

/// <summary>What stands in the manifest: defaults, options, nf.yaml, and what is refused.</summary>
[TestClass]
public sealed class ManifestTests
{
    private static readonly PackageOptions s_most = new()
    {
        Name = new string('n', 64),
        Version = new GuestVersion(65535, 65534, 65533),
        Fuel = 1ul << 62,
        Depth = 1u << 30,
        MemoryPages = 65536,
        TableElements = 1u << 24,
        StackBytes = 1u << 30,
        HostSlots = 65535,
        Capabilities = [.. Enumerable.Range(0, 32).Select(i => $"{i}:".PadRight(64, '~'))],
    };

    private static IEnumerable<object[]> Broken =>
    [
        ["name", new PackageOptions { Name = "" }],
        ["name", new PackageOptions { Name = "a b" }],
        ["name", new PackageOptions { Name = "é" }],
        ["name", new PackageOptions { Name = new string('n', 65) }],
        ["fuel", new PackageOptions { Fuel = 0 }],
        ["fuel", new PackageOptions { Fuel = (1ul << 62) + 1 }],
        ["depth", new PackageOptions { Depth = 0 }],
        ["depth", new PackageOptions { Depth = (1u << 30) + 1 }],
        ["memory-pages", new PackageOptions { MemoryPages = 1 }],
        ["memory-pages", new PackageOptions { MemoryPages = 65537 }],
        ["table-elements", new PackageOptions { TableElements = 2 }],
        ["table-elements", new PackageOptions { TableElements = (1u << 24) + 1 }],
        ["stack-bytes", new PackageOptions { StackBytes = 255 }],
        ["stack-bytes", new PackageOptions { StackBytes = (1u << 30) + 1 }],
        ["host-slots", new PackageOptions { HostSlots = 65536 }],
        ["capability", new PackageOptions { Capabilities = [""] }],
        ["capability", new PackageOptions { Capabilities = ["a b"] }],
        ["capability", new PackageOptions { Capabilities = ["\x7f"] }],
        ["capability", new PackageOptions { Capabilities = [new string('c', 65)] }],
        ["twice", new PackageOptions { Capabilities = ["gpio", "i2c", "gpio"] }],
        ["33", new PackageOptions { Capabilities = [.. Enumerable.Range(0, 33).Select(i => $"{i}")] }],
    ];

    [TestMethod]
    [DynamicData(nameof(Broken))]
    public void Each_broken_rule_is_refused(string word, PackageOptions options)
    {
        byte[] module = Compile("(memory 2 4) (table 3 funcref)");

        NfException error = Assert.ThrowsExactly<NfException>(() => Packager.Pack(module, options));

        Assert.AreEqual(Status.ManifestInvalid, error.Status);
        StringAssert.Contains(error.Message, word);
    }

    [TestMethod]
    public void Everything_is_read_as_it_was_written()
    {
        PackageInspection package = PackageInspection.Of(Pack(Compile("(memory 2 4) (table 3 funcref)"), s_most).Wasm);

        Assert.AreEqual(s_most.Name, package.Manifest.Name);
        Assert.AreEqual(s_most.Version, package.Manifest.Version);
        Assert.AreEqual(s_most.Fuel, package.Manifest.Fuel);
        Assert.AreEqual(s_most.Depth, package.Manifest.Depth);
        Assert.AreEqual(s_most.MemoryPages, package.Manifest.MemoryPages);
        Assert.AreEqual(s_most.TableElements, package.Manifest.TableElements);
        Assert.AreEqual(s_most.StackBytes, package.Manifest.StackBytes);
        Assert.AreEqual(s_most.HostSlots, package.Manifest.HostSlots);
        CollectionAssert.AreEqual(s_most.Capabilities!.ToArray(), package.Manifest.Capabilities.ToArray());
        Assert.AreEqual(Status.Ok, package.Digest);
    }

    [TestMethod]
    [DataRow("(memory 2 4) (table 3 funcref)", 4, 3)]
    [DataRow("(memory 2 40000)", 258, 0)]
    [DataRow("(memory 2) (table 3 9 funcref)", 258, 3)]
    [DataRow("", 0, 0)]
    public void What_no_option_says_the_module_says(string text, int pages, int elements)
    {
        ManifestContent manifest = PackageInspection.Of(Pack(text).Wasm).Manifest;

        Assert.AreEqual((uint)pages, manifest.MemoryPages);
        Assert.AreEqual((uint)elements, manifest.TableElements);
        Assert.AreEqual(("guest", default, 1_000_000_000ul), (manifest.Name, manifest.Version, manifest.Fuel));
        Assert.AreEqual((256u, 65_536u, 16u), (manifest.Depth, manifest.StackBytes, manifest.HostSlots));
        Assert.AreEqual(0, manifest.Capabilities.Count);
    }

    [TestMethod]
    public void A_module_that_is_larger_than_a_package_may_be_is_refused()
    {
        byte[] module = Compile("(table 20000000 funcref)");

        NfException error = Assert.ThrowsExactly<NfException>(() => Packager.Pack(module, PackageOptions.Default));

        Assert.AreEqual(Status.ManifestInvalid, error.Status);
        StringAssert.Contains(error.Message, "20000000");
    }

    [TestMethod]
    public void The_file_says_what_the_options_say()
    {
        PackageOptions options = LimitsFile.Parse("nf.yaml", """
            name: pump
            guest-version: 1.2.3
            fuel: 5000000000
            depth: 7
            memory-pages: 3
            table-elements: 4
            stack-bytes: 1024
            host-slots: 2
            capability: [gpio, i2c]
            """);

        Assert.AreEqual(("pump", new GuestVersion(1, 2, 3), 5_000_000_000ul), (options.Name, options.Version!.Value, options.Fuel!.Value));
        Assert.AreEqual((7u, 3u, 4u), (options.Depth!.Value, options.MemoryPages!.Value, options.TableElements!.Value));
        Assert.AreEqual((1024u, 2u), (options.StackBytes!.Value, options.HostSlots!.Value));
        CollectionAssert.AreEqual(new[] { "gpio", "i2c" }, options.Capabilities!.ToArray());
        PackageOptions other = new() { Fuel = 1, Name = "other" };
        Assert.AreEqual((1ul, "other", 7u), (other.Or(options).Fuel!.Value, other.Or(options).Name, other.Or(options).Depth!.Value));
    }

    [TestMethod]
    [DataRow("fuel: many", "nf.yaml:1: 'many' must be a whole number")]
    [DataRow("name: a\nfuel: -1", "nf.yaml:2: '-1'")]
    [DataRow("depth: 4294967296", "at most 4294967295")]
    [DataRow("guest-version: 1.2", "three numbers")]
    [DataRow("guest-version: 1.2.65536", "three numbers")]
    [DataRow("capability: gpio", "expected a list")]
    [DataRow("fule: 1", "unknown key 'fule'")]
    [DataRow("fuel: 1\nfuel: 2", "nf.yaml:2")]
    [DataRow("- 1", "expected keys")]
    [DataRow("", "expected keys")]
    [DataRow("fuel: [", "not YAML")]
    public void A_wrong_file_is_refused_with_its_line(string text, string expected)
    {
        NfException error = Assert.ThrowsExactly<NfException>(() => LimitsFile.Parse("nf.yaml", text));

        Assert.AreEqual(Status.ManifestInvalid, error.Status);
        StringAssert.Contains(error.Message, expected);
    }

    [TestMethod]
    [DataRow("thermostat-as", "thermostat-as")]
    [DataRow("a b/ü", "a-b--")]
    [DataRow("", "guest")]
    public void A_name_is_made_of_a_files_name(string file, string expected) => Assert.AreEqual(expected, PackageOptions.NameFrom(file));

    [TestMethod]
    [DataRow("1.2.3", true)]
    [DataRow("65535.0.0", true)]
    [DataRow("1.2", false)]
    [DataRow("1.2.3.4", false)]
    [DataRow("1.2.x", false)]
    [DataRow("1.2.-3", false)]
    [DataRow("1.2.65536", false)]
    [DataRow("", false)]
    public void A_version_is_three_numbers(string text, bool isVersion)
    {
        Assert.AreEqual(isVersion, GuestVersion.TryParse(text, out GuestVersion version));
        Assert.AreEqual(isVersion ? text : "0.0.0", version.ToString());
    }
}
